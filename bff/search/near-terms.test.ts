import { expect, test } from 'bun:test';
import { toNearTerms } from './near-terms.ts';

test.each([
  ['', false, []],
  ['나', false, []],
  ['나노', false, []],
  ['포켓몬스타', false, ['포켓몬스', '포켓몬']],
  ['포켓몬', false, ['포켓']],
  ['😀😀😀', false, ['😀😀']],
  ['포켓몬 세트', true, ['포켓몬', '세트']],
  ['가 나 가 다 라 마', true, ['가', '나', '다', '라']],
])('near %p', (q, several, terms) => {
  expect(toNearTerms(q)).toEqual({ several, terms: terms as string[] });
});
