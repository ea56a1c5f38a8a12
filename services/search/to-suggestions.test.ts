import { expect, test } from 'bun:test';
import { toQueryForms } from './korean.ts';
import { toSuggestions } from './to-suggestions.ts';

const suggest = (titles: string[], query: string, limit = 5) =>
  toSuggestions(
    titles.map((title, index) => ({ productId: `product-${index}`, title, brand: '나노 브릭' })),
    toQueryForms(query)[0]!,
    limit,
  ).map(({ text, productId }) => `${productId} ${text}`);

test('suggestions that differ only in spaces and case are one', () => {
  const titles = ['나노 블록 LEGO', '나노블록 lego', '나노블록'];
  expect(suggest(titles, '블록')).toEqual(['product-0 나노 블록 LEGO', 'product-2 나노블록']);
});

test('a brand is suggested before its title if the typed text is in the brand', () => {
  const brand = 'product-0 나노 브릭';
  expect(suggest(['세트'], '나노브')).toEqual([brand, 'product-0 세트']);
  expect(suggest(['세트'], 'ㄴㄴㅂㄹ')).toEqual([brand, 'product-0 세트']);
  expect(suggest(['나노 세트'], '나노 세트')).toEqual(['product-0 나노 세트']);
});

test('there are at most as many suggestions as the limit', () => {
  expect(suggest(['가', '나', '다'], 'ㄱ', 2)).toEqual(['product-0 가', 'product-1 나']);
  expect(suggest(['가'], 'ㄱ', 0)).toEqual([]);
});

test('a long suggestion is cut between words, or between characters of a long word', () => {
  expect(suggest([`${'가'.repeat(50)} ${'나'.repeat(30)}`], '가')).toEqual([`product-0 ${'가'.repeat(50)}`]);
  expect(suggest(['😀'.repeat(80)], '😀')).toEqual([`product-0 ${'😀'.repeat(60)}`]);
});
