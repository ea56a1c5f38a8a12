import { expect, test } from 'bun:test';
import { toQueryForms } from './korean.ts';
import { toSuggestions } from './suggestions.ts';

const suggest = (titles: string[], query: string, limit = 5) =>
  toSuggestions(
    titles.map((title, index) => ({ productId: `product-${index}`, title, brand: '나노 브릭' })),
    toQueryForms(query)[0]!,
    limit,
  ).map(({ text, productId }) => `${productId} ${text}`);

test('leaves out what reads the same but for spaces and case', () => {
  const titles = ['나노 블록 LEGO', '나노블록 lego', '나노블록'];
  expect(suggest(titles, '블록')).toEqual(['product-0 나노 블록 LEGO', 'product-2 나노블록']);
});

test('puts the brand before the title where the brand is what was typed', () => {
  const brand = 'product-0 나노 브릭';
  expect(suggest(['세트'], '나노브')).toEqual([brand, 'product-0 세트']);
  expect(suggest(['세트'], 'ㄴㄴㅂㄹ')).toEqual([brand, 'product-0 세트']);
  expect(suggest(['나노 세트'], '나노 세트')).toEqual(['product-0 나노 세트']);
});

test('gives no more than asked for', () => {
  expect(suggest(['가', '나', '다'], 'ㄱ', 2)).toEqual(['product-0 가', 'product-1 나']);
  expect(suggest(['가'], 'ㄱ', 0)).toEqual([]);
});

test('shortens to whole words, or to whole characters where there are none', () => {
  expect(suggest([`${'가'.repeat(50)} ${'나'.repeat(30)}`], '가')).toEqual([`product-0 ${'가'.repeat(50)}`]);
  expect(suggest(['😀'.repeat(80)], '😀')).toEqual([`product-0 ${'😀'.repeat(60)}`]);
});
