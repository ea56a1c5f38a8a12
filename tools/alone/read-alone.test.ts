import { expect, test } from 'bun:test';
import { toAlone } from './read-alone.ts';

const slices = {
  cart: ['jogakbo-cart-service', 'jogakbo-cart'],
  menu: ['a', 'b'],
  payment: ['jogakbo-payment-service'],
};
const read = (...args: string[]) => toAlone(args, {}, slices);

test('without a slice and without a deployed shop, the whole shop runs', () => {
  expect(read('--products', '500')).toBeUndefined();
});

test('each named slice runs once', () => {
  expect(read('cart', 'menu', 'cart', '--upstream', 'https://shop.example')).toEqual({
    ...{ slices: ['cart', 'menu'], upstream: 'https://shop.example' },
  });
});

test('a slice without a deployed shop has a playground', () => {
  expect(read('cart')).toEqual({ slices: ['cart'], upstream: undefined });
});

test.each([
  [['nothing', '--upstream', 'x'], 'No slice is called nothing. There are: cart, menu, payment.'],
  [['--upstream', 'x'], 'Name a slice. There are: cart, menu, payment.'],
  [['payment', '--upstream', 'x'], 'payment has no face, so no page shows it.'],
  [['cart', '--topology', 'monolith', '--upstream', 'x'], 'leave out the topology'],
  [['cart', '--upstreem', 'x'], "Unknown option '--upstreem'"],
])('the arguments %p are refused with a sentence', (args, sentence) => {
  expect(read(...args)).toEqual({ refused: expect.stringContaining(sentence) });
});
