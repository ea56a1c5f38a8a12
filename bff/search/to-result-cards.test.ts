import { expect, test } from 'bun:test';
import * as v from 'valibot';
import { ResultCard } from './contract.ts';
import { type Details, toResultCards } from './to-result-cards.ts';

const hits = ['1', '2'].map((productId) => ({
  productId,
  itemId: `${productId}0`,
  title: [
    { text: '새 ', match: false },
    { text: '포켓몬', match: true },
    { text: ` ${productId}`, match: false },
  ],
}));
const whole: Details = {
  products: hits.map(({ productId, itemId }) => ({
    ...{ id: productId, itemId, title: `새 포켓몬 ${productId}`, brand: '', category: 'toys', createdAt: 1 },
    ...{ image: `/${productId}.svg`, badges: ['rocket'] },
  })),
  prices: hits.map(({ productId, itemId }) => ({
    ...{ itemId, productId, list: 15_000, final: 10_390, discountPercent: 30, unit: null, coupon: null },
  })),
  ratings: hits.map(({ productId }) => ({ productId, average: 5, count: 1, histogram: [0, 0, 0, 0, 1] })),
  stocks: hits.map(({ itemId }) => ({ itemId, level: 'in' })),
  promises: [
    { service: 'rocket', arrival: '2019-05-16' },
    { service: 'standard', arrival: '2019-05-17' },
  ],
};

test('merges what all teams know, in the order of the hits', () => {
  const shuffled = { ...whole, products: whole.products?.toReversed() ?? null };
  expect(toResultCards(hits, shuffled)).toEqual(
    hits.map(({ productId, itemId, title }) => ({
      ...{
        productId,
        itemId,
        title: `새 포켓몬 ${productId}`,
        image: `/${productId}.svg`,
        badges: ['rocket'],
      },
      price: { list: 15_000, final: 10_390, discountPercent: 30 },
      rating: { average: 5, count: 1 },
      stock: 'in',
      arrival: { day: '2019-05-16', guaranteed: true },
      highlight: title,
    })),
  );
});

test.each([
  ['prices', 'price'],
  ['ratings', 'rating'],
  ['stocks', 'stock'],
  ['promises', 'arrival'],
] as const)('leaves a gap where there are no %s', (missing, gap) => {
  for (const gone of [undefined, []]) {
    const cards = toResultCards(hits, { ...whole, [missing]: gone });
    expect(cards.map((card) => card[gap])).toEqual([null, null]);
    expect(cards.map(({ title }) => title)).toEqual(['새 포켓몬 1', '새 포켓몬 2']);
    for (const card of cards) v.parse(ResultCard, card);
  }
});

test('shows titles of the index without the product team, and no picture that may be wrong', () => {
  const cards = toResultCards(hits, { ...whole, products: null });
  expect(cards.map(({ title, itemId, badges }) => ({ title, itemId, badges }))).toEqual([
    { title: '새 포켓몬 1', itemId: '10', badges: [] },
    { title: '새 포켓몬 2', itemId: '20', badges: [] },
  ]);
  expect(cards.every(({ image }) => image.startsWith('data:image/svg+xml,'))).toBe(true);
  expect(cards[0]).toMatchObject({ price: { final: 10_390 }, stock: 'in' });
});

test('promises no arrival without the product team, which knows how it travels', () => {
  const cards = toResultCards(hits, { ...whole, products: null });
  expect(cards.map(({ arrival }) => arrival)).toEqual([null, null]);
});

test('leaves out what is no longer sold', () => {
  const cards = toResultCards(hits, { ...whole, products: whole.products?.slice(1) ?? null });
  expect(cards.map(({ productId }) => productId)).toEqual(['2']);
  for (const card of cards) v.parse(ResultCard, card);
});

test('shows the title as it is now, and the item as it is now, where the index lags behind', () => {
  const [first] = whole.products ?? [];
  const renamed = { ...whole, products: [{ ...(first as never as object), title: '파란 공', itemId: '99' }] };
  expect(toResultCards(hits, renamed as Details)[0]).toMatchObject({
    title: '파란 공',
    itemId: '99',
    highlight: [{ text: '파란 공', match: false }],
  });
});
