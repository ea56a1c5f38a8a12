import { afterAll, expect, test } from 'bun:test';
import { createEventDatabases } from '../create-event-databases.helper.ts';
import { describeOutbox } from './describe-outbox.helper.ts';
import { toEvent } from './outbox.ts';

const databases = await createEventDatabases();
afterAll(() => databases.close());

describeOutbox('bun:sqlite', databases.createSqlite);
describeOutbox('D1', databases.createD1);

test('the ids of events sort in the order in which they were made', () => {
  const about = { source: 'product-service', time: 0 };
  const ids = Array.from({ length: 500 }, () => toEvent('product.changed', { productId: '1' }, about).id);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(500);
});

test('an event names the trace that caused it, if there is one', () => {
  const about = { source: 'product-service', time: 5, trace: 'a'.repeat(32) };
  const event = toEvent('product.changed', { productId: '1' }, about);
  expect(event).toMatchObject({ type: 'product.changed', data: { productId: '1' }, ...about });
  expect(toEvent('product.changed', { productId: '1' }, { source: 's', time: 5 })).not.toHaveProperty(
    'trace',
  );
});
