import { expect, test } from 'bun:test';
import { type Config, TopologyError } from '../topology/config.ts';
import { writeTopology } from '../topology/write-topology.ts';
import { readConfig, type Worker } from '../workers.ts';
import { toStoresConfig } from './to-stores-config.ts';

test('every store of the services is in the program, and none of the shell', async () => {
  const [joined] = (await writeTopology('monolith')) as [Worker];
  const config = readConfig<Config>(joined);
  const stores = toStoresConfig(config);
  expect(stores.databases).toContainEqual({ binding: 'ORDER_SERVICE__DB', name: 'jogakbo-order' });
  expect(stores.databases).toHaveLength(config.d1_databases?.length as number);
  expect(stores.values).toEqual(['MENU_SERVICE__LINKS']);
  expect(stores.objects).toContainEqual({ binding: 'INVENTORY_SERVICE__STOCK_ITEM', className: 'StockItem' });
  expect(stores.workflows).toEqual([
    { binding: 'ORDER_SERVICE__SAGA', name: 'jogakbo-order-saga', className: 'OrderSaga' },
  ]);
  expect(stores.consumers['jogakbo-search-events']).toEqual({
    ...{ maxBatchSize: 100, maxBatchTimeout: 1, maxRetries: 4 },
    deadLetterQueue: 'jogakbo-search-dead-letters',
  });
});

const consumer = { queue: 'work' };

test.each([
  [{ triggers: { crons: ['*/5 * * * *'] } }, 'cannot run the trigger "*/5 * * * *"'],
  [
    { queues: { consumers: [{ ...consumer, visibility_timeout_ms: 1 }] } },
    'visibility_timeout_ms of the queue work',
  ],
  [
    { queues: { producers: [{ binding: 'Q', queue: 'other' }], consumers: [consumer] } },
    'consumes the queue other',
  ],
])('%j is refused before the program is built', (config, message) => {
  const attempt = () => toStoresConfig(config);
  expect(attempt).toThrow(TopologyError);
  expect(attempt).toThrow(message);
});
