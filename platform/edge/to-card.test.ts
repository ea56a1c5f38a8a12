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

test('is what each team knows of the product and of the item that is shown', () => {
  expect(toCard(product, details)).toEqual(whole);
  expect(v.parse(Card, toCard(product, details))).toEqual(whole);
});

test.each([
  ['prices', 'price'],
  ['ratings', 'rating'],
  ['stocks', 'stock'],
  ['promises', 'arrival'],
] as const)('has a gap without %s, and where they do not know it', (part, gap) => {
  for (const gone of [undefined, []]) {
    const card = toCard(product, { ...details, [part]: gone });
    expect(v.parse(Card, card)).toEqual({ ...whole, [gap]: null });
  }
});

test('leaves the rest of what it is given behind', () => {
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
])('with badges %j it arrives on %s, guaranteed: %p', (badges, day, guaranteed) => {
  expect(toCard({ ...product, badges }, details).arrival).toEqual({ day, guaranteed });
});

test('promises nothing of what is sold out', () => {
  const out = toCard(product, { ...details, stocks: [{ itemId: '11', level: 'out' }] });
  expect(out).toEqual({ ...whole, stock: 'out', arrival: null });
});
