import { expect, test } from 'bun:test';
import { toQueryForms } from './korean.ts';
import { toTerms } from './to-terms.ts';

const titles = [
  '퍼즐 포켓몬스터 나노블록',
  '새 포켓몬 인형',
  '포켓몬 피규어 (나노)',
  'LEGO® 시티',
  '레고 나노블록',
];
const rows = titles.map((title, index) => ({ productId: String(index), title, brand: '포켓상점' }));

test.each([
  ['포켓', ['포켓상점', '포켓몬', '포켓몬스터']],
  ['포켓ㅁ', ['포켓몬', '포켓몬스터']],
  ['ㅍㅋㅁ', ['포켓몬', '포켓몬스터']],
  ['나', ['나노블록', '나노']],
  ['나노', ['나노블록']],
  ['새 포', ['새 포켓상점', '새 포켓몬', '새 포켓몬스터']],
  ['le', ['LEGO']],
  ['노블', []],
  ['나노블록', []],
])('the typed text %j gives the terms %j', (typed, terms) => {
  expect(toTerms(rows, toQueryForms(typed)[0]!)).toEqual(terms);
});
