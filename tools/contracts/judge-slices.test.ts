import { expect, test } from 'bun:test';
import * as v from 'valibot';
import { emptyContract } from './contract.ts';
import { toConsumer, toProvider } from './example-contracts.helper.ts';
import { judgeSlices } from './judge-slices.ts';

const old = { answer: v.object({ a: v.string() }), event: v.object({ a: v.string() }) };
const wider = { answer: v.object({ a: v.string(), b: v.string() }), event: old.event };
const stock = toProvider(old);
const cart = toConsumer(old);

/** The sentences about changes that break something. */
function judge(options: Parameters<typeof judgeSlices>[0]): string[] {
  return judgeSlices(options)
    .filter(({ kind }) => kind === 'breaks')
    .map(({ sentence }) => sentence);
}

test('a caller that reads a new field is deployed together with its owner, or after it', () => {
  const tree = [toProvider(wider), toConsumer(wider)];
  const records = [stock, cart];
  expect(judge({ tree, records, slices: ['cart'], together: ['cart'] })[0]).toContain(
    '`b` is missing, and cart-bff',
  );
  expect(judge({ tree, records, slices: ['cart', 'stock'], together: ['cart', 'stock'] })).toEqual([]);
  expect(judge({ tree, records: [toProvider(wider), cart], slices: ['cart'], together: ['cart'] })).toEqual(
    [],
  );
});

test('a follower still reads the events that were published before', () => {
  const event = v.object({ a: v.string(), b: v.string() });
  const tree = [toProvider({ ...old, event }), toConsumer({ ...old, event })];
  const together = ['cart', 'stock'];
  expect(judge({ tree, records: [stock, cart], slices: together, together })).toEqual([
    'The event stock.changed: `b` is missing, and cart-service cannot read that.',
  ]);
});

test('a slice cannot go while a released slice needs it', () => {
  const options = { tree: [emptyContract('cart')], slices: ['stock'], together: ['stock'] };
  expect(judge({ ...options, records: [stock, cart] })[0]).toContain(
    'GET /stock of stock-service is gone, and cart-bff',
  );
  expect(judge({ ...options, records: [stock, emptyContract('cart')] })).toEqual([]);
});

test('a new slice only needs what is there', () => {
  const slices = ['cart'];
  expect(judge({ tree: [stock, cart], records: [stock], slices, together: slices })).toEqual([]);
  const [sentence] = judge({ tree: [stock, toConsumer(wider)], records: [stock], slices, together: slices });
  expect(sentence).toContain('`b` is missing');
});
