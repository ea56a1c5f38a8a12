// Runs as a process of its own, which the test kills. It opens the shop and then sends changes without end. It writes each change to
// the log only after the shop has accepted it.
import { appendFileSync } from 'node:fs';
import { headers } from '@jogakbo/contracts/fragment';
import type { Keys } from '@jogakbo/edge/create-keys';
import { createMinter } from '@jogakbo/edge/create-minter';
import { toEvent } from '@jogakbo/edge/outbox';
import { startSystem } from '../tools/runtime/start-system.ts';
import type { SystemOptions } from '../tools/runtime/system-options.ts';
import { createRandom } from '../tools/seed/random.ts';
import { readTopology } from '../tools/topology/read-topology.ts';
import { createVisitor } from '../tools/visitor/create-visitor.ts';
import { openServedMonolith } from './open-served-monolith.helper.ts';
import { server } from './servers.helper.ts';

const [stateDirectory = '', log = '', round = '0'] = process.argv.slice(2);
const options: SystemOptions & { stateDirectory: string } = {
  ...{ port: 0, redis: 'redis', logLevel: 'off', stateDirectory, onStep: console.log },
  settings: { REDIS_TIMEOUT: '5000' },
  topology: readTopology(),
};
const shop = await (server === 'bun-monolith' ? openServedMonolith(options) : startSystem(options));
const random = createRandom(Number(round), 'restart');
const { results: items } = await (await shop.databaseOf('pricing-service'))
  .prepare(
    'SELECT item_id AS item, product_id AS product, list FROM price GROUP BY product_id HAVING count(*) = 1 LIMIT 40',
  )
  .all<{ item: string; product: string; list: number }>();
const visitor = createVisitor(shop.url);
let count = 0;

console.log('open');
await Promise.all([changePrices(), deliver(), fillCart()]);

async function changePrices(): Promise<void> {
  for (;;) {
    const { item, product, list } = random.pick(items);
    const price = { list, final: random.integer(1, list), discountPercent: 0 };
    const answer = await fetch(`${shop.url}/api/operator/prices/${item}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${shop.operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(price),
    });
    if (answer.ok) note('price', product);
  }
}

/** Publishes that an order was delivered, as the order service does. */
async function deliver(): Promise<void> {
  const { own } = (await Bun.file(`${stateDirectory}/keys.json`).json()) as Keys;
  const mint = createMinter(own['order-service'] as string);
  for (;;) {
    const memberId = `m-${round}-${++count}`;
    const lines = [{ productId: random.pick(items).product, itemId: '1', quantity: 1 }];
    const event = toEvent(
      'order.delivered',
      { orderId: `o-${memberId}`, memberId, lines },
      { source: 'order-service', time: Date.now() },
    );
    const answer = await shop.fetchWorker('events-service', '/events', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [headers.identity]: await mint({ audience: ['events'] }, Date.now()),
      },
      body: JSON.stringify({ events: [event] }),
    });
    if (answer.status === 202) note('delivered', memberId);
  }
}

async function fillCart(): Promise<void> {
  for (;;) {
    const fields = { productId: '51862822', itemId: '183485417', quantity: '1' };
    if ((await visitor.post('/cart/items', fields)).status !== 303) return;
    note('cart', JSON.stringify([...visitor.cookies]));
    await Bun.sleep(50);
  }
}

function note(...words: string[]): void {
  appendFileSync(log, `${words.join('\t')}\n`);
}
