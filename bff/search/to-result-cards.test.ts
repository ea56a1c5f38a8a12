import { expect, test } from 'bun:test';
import type { Card } from '@jogakbo/contracts/card';
import * as v from 'valibot';
import { ResultCard } from './contract.ts';
import { toResultCards } from './to-result-cards.ts';

const hits = ['1', '2'].map((productId) => ({
  productId,
  title: [
    { text: '새 ', match: false },
    { text: '포켓몬', match: true },
    { text: ` ${productId}`, match: false },
  ],
}));
const cards: Card[] = hits.map(({ productId }) => ({
  ...{ productId, itemId: `${productId}0`, title: `새 포켓몬 ${productId}`, image: `/${productId}.svg` },
  ...{ badges: ['rocket'], price: { list: 15_000, final: 10_390, discountPercent: 30 } },
  ...{ rating: { average: 5, count: 1 }, stock: 'in', arrival: { day: '2019-05-16', guaranteed: true } },
}));

test('result cards are the cards with the highlights of their hits', () => {
  const results = toResultCards(hits, cards);
  expect(results).toEqual(cards.map((card, at) => ({ ...card, highlight: hits[at]?.title ?? [] })));
  for (const card of results) v.parse(ResultCard, card);
});

test('a hit without a card has no result card', () => {
  expect(
    toResultCards(hits, cards.slice(1)).map(({ productId, highlight }) => [productId, highlight]),
  ).toEqual([['2', hits[1]?.title ?? []]]);
});

test('a title that differs from the index is shown without marks', () => {
  const [first] = cards as [Card];
  const renamed = { ...first, title: '파란 공', itemId: '99' };
  expect(toResultCards(hits, [renamed])).toEqual([
    { ...renamed, highlight: [{ text: '파란 공', match: false }] },
  ]);
});
