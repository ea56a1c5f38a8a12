import { expect, test } from 'bun:test';
import { withTo } from './particle.ts';

test.each([
  ['‘포켓몬’', '‘포켓몬’으로'],
  ['‘나노’', '‘나노’로'],
  ['‘연필’', '‘연필’로'],
  ['‘ㅍㅋㅁ’', '‘ㅍㅋㅁ’으로'],
  ['‘ㅇㅍㄹ’', '‘ㅇㅍㄹ’로'],
  ['‘나노블록 90’', '‘나노블록 90’(으)로'],
  ['‘lego’', '‘lego’(으)로'],
  ['‘’', '‘’(으)로'],
])('%s takes %s', (quoted, expected) => {
  expect(withTo(quoted)).toBe(expected);
});
