import { describe, expect, test } from 'bun:test';
import type { Card } from '@jogakbo/contracts/card';
import type { Language } from '@jogakbo/contracts/language';
import { ProductCard } from './product-card.tsx';
import { renderStatic } from './render.ts';

const card: Card = {
  ...{ productId: '51862822', itemId: '183485417', title: '나노블록 <90피스>', image: '/1.svg' },
  ...{ badges: ['rocket'], price: { list: 15_000, final: 10_390, discountPercent: 30 } },
  ...{ rating: { average: 5, count: 1 }, stock: 'in', arrival: { day: '2019-05-16', guaranteed: true } },
};
const show = (change: Partial<Card> = {}, language: Language = 'ko') =>
  renderStatic(() => ProductCard({ language, card: { ...card, ...change } }));
const toText = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('a card is one link that reads all known data', () => {
  const html = show();
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(html).toContain('href="/products/51862822?item=183485417"');
  expect(html).toContain('aria-label="별점 5점 만점에 5점"');
  expect(toText(html)).toBe(
    '나노블록 &lt;90피스> 30% 정가 15,000원 10,390원 로켓배송 5/16(목) 도착 보장 (1)',
  );
  expect(toText(show({}, 'en'))).toEndWith('Rocket delivery 5/16 (Thu) guaranteed (1)');
  expect(html).not.toMatch(/card-out|card-stock/);
});

test('a card shows only title and picture if nothing else is known', () => {
  const html = show({ badges: [], price: null, rating: null, stock: null, arrival: null });
  expect(toText(html)).toBe('나노블록 &lt;90피스>');
  expect(html).not.toMatch(/null|NaN|undefined|card-out/);
});

describe('stock', () => {
  test.each<[Card['stock'], Language, string]>([
    ['low', 'ko', '품절임박'],
    ['low', 'en', 'Almost gone'],
    ['out', 'ko', '품절'],
    ['out', 'en', 'Sold out'],
  ])('%s in %s is in words before the title: %s', (stock, language, words) => {
    const html = show({ stock, arrival: null }, language);
    expect(toText(html)).toStartWith(`${words} 나노블록`);
    expect(html.includes('<li class="card card-out"')).toBe(stock === 'out');
  });
});

test.each<[NonNullable<Card['arrival']>, string, string]>([
  [{ day: '2019-05-16', guaranteed: true }, '5/16(목) 도착 보장', '5/16 (Thu) guaranteed'],
  [{ day: '2019-05-18', guaranteed: false }, '5/18(토) 도착 예정', '5/18 (Sat) expected'],
  [{ day: '2020-02-29', guaranteed: true }, '2/29(토) 도착 보장', '2/29 (Sat) guaranteed'],
  [{ day: '2021-01-03', guaranteed: true }, '1/3(일) 도착 보장', '1/3 (Sun) guaranteed'],
])('an arrival %o is shown as a date, which stays true after midnight', (arrival, korean, english) => {
  expect(toText(show({ arrival }))).toContain(korean);
  expect(toText(show({ arrival }, 'en'))).toContain(english);
  expect(show({ arrival }).includes('card-guaranteed')).toBe(arrival.guaranteed);
});
