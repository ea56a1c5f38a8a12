import { expect, test } from 'bun:test';
import { Card } from '@jogakbo/contracts/card';
import * as v from 'valibot';
import { type CardDetails, type CardProduct, toCard } from './to-card.ts';

const product: CardProduct = {
  ...{ id: '1', itemId: '11', title: '나노블록', image: '/1.svg', badges: ['rocket'] },
};
const price = { list: 15_000, final: 10_390, discountPercent: 30 };
const details: CardDetails = {
  prices: [
    { ...price, itemId: '12', final: 1 },
    { ...price, itemId: '11' },
  ],
  ratings: [
    { productId: '2', average: 1, count: 9 },
    { productId: '1', average: 5, count: 1 },
  ],
  stocks: [
    { itemId: '12', level: 'out' },
    { itemId: '11', level: 'low' },
  ],
  promises: [
    { service: 'standard', arrival: '2019-05-18' },
    { service: 'rocket', arrival: '2019-05-16' },
    { service: 'rocket-overseas', arrival: '2019-05-21' },
  ],
};
const whole: Card = {
  ...{ productId: '1', itemId: '11', title: '나노블록', image: '/1.svg', badges: ['rocket'] },
  ...{ price, rating: { average: 5, count: 1 }, stock: 'low' },
  arrival: { day: '2019-05-16', guaranteed: true },
};

test('a card merges the data of each owner about the product and its shown item', () => {
  expect(toCard(product, details)).toEqual(whole);
  expect(v.parse(Card, toCard(product, details))).toEqual(whole);
});

test.each([
  ['prices', 'price'],
  ['ratings', 'rating'],
  ['stocks', 'stock'],
  ['promises', 'arrival'],
] as const)('a card has a gap if %s are missing or empty', (part, gap) => {
  for (const gone of [undefined, []]) {
    const card = toCard(product, { ...details, [part]: gone });
    expect(v.parse(Card, card)).toEqual({ ...whole, [gap]: null });
  }
});

test('a card leaves out all other fields of its sources', () => {
  const more = {
    prices: [{ ...price, itemId: '11', productId: '1', coupon: null }],
    ratings: [{ productId: '1', average: 5, count: 1, histogram: [0, 0, 0, 0, 1] }],
  };
  expect(toCard({ ...product, brand: '퍼즐사랑' } as CardProduct, { ...details, ...more })).toEqual(whole);
});

test.each<[CardProduct['badges'], string, boolean]>([
  [['rocket'], '2019-05-16', true],
  [['rocket-overseas'], '2019-05-21', true],
  [[], '2019-05-18', false],
])('a card with badges %j arrives on %s, guaranteed: %p', (badges, day, guaranteed) => {
  expect(toCard({ ...product, badges }, details).arrival).toEqual({ day, guaranteed });
});

test('a card that is sold out promises no arrival', () => {
  const out = toCard(product, { ...details, stocks: [{ itemId: '11', level: 'out' }] });
  expect(out).toEqual({ ...whole, stock: 'out', arrival: null });
});
