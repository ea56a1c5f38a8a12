import { expect, test } from 'bun:test';
import { toNearTerms, toNearWords } from './near-terms.ts';

test.each([
  ['', false, []],
  ['나', false, []],
  ['나노', false, []],
  ['포켓몬스타', false, ['포켓몬스', '포켓몬']],
  ['포켓몬', false, ['포켓']],
  ['😀😀😀', false, ['😀😀']],
  ['포켓몬 세트', true, ['포켓몬', '세트']],
  ['가 나 가 다 라 마', true, ['가', '나', '다', '라']],
])('near terms of %p', (q, several, terms) => {
  expect(toNearTerms(q)).toEqual({ several, terms: terms as string[] });
});

test('near words are the words of titles that have the term, each once', () => {
  const titles = ['새 포켓몬스터 인형', '포켓몬스터 퍼즐', '꼬마포켓몬스티커', '포켓 몬스터'];
  expect(toNearWords('포켓몬스', titles)).toEqual(['포켓몬스터', '꼬마포켓몬스티커', '포켓 몬스터']);
});
