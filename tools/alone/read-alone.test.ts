import { expect, test } from 'bun:test';
import { defaultTopology } from '../topology/topologies.ts';
import { toAlone } from './read-alone.ts';

const slices = {
  cart: ['jogakbo-cart-service', 'jogakbo-cart'],
  menu: ['a', 'b'],
  payment: ['jogakbo-payment-service'],
};
const read = (names: string[], upstream?: string, topology = defaultTopology) =>
  toAlone({ names, upstream, topology }, slices);

test('without a slice and without a deployed shop, the whole shop runs', () => {
  expect(read([])).toBeUndefined();
});

test('each named slice runs once', () => {
  expect(read(['cart', 'menu', 'cart'], 'https://shop.example')).toEqual({
    ...{ slices: ['cart', 'menu'], upstream: 'https://shop.example' },
  });
});

test('a slice without a deployed shop has a playground', () => {
  expect(read(['cart'])).toEqual({ slices: ['cart'], upstream: undefined });
});

test.each([
  [['nothing'], defaultTopology, 'No slice is called nothing. There are: cart, menu, payment.'],
  [[], defaultTopology, 'Name a slice. There are: cart, menu, payment.'],
  [['payment'], defaultTopology, 'payment has no face, so no page shows it.'],
  [['cart'], 'monolith', 'leave out the topology'],
])('the slices %p with the topology %s are refused with a sentence', (names, topology, sentence) => {
  expect(read(names, 'x', topology)).toEqual({ refused: expect.stringContaining(sentence) });
});
