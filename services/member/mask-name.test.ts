import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { maskName } from './mask-name.ts';

test.each([
  ['김민수', '김*수'],
  ['김 민수', '김*수'],
  ['김수', '김*'],
  ['남궁민수', '남**수'],
  ['주식회사조각보', '주***보'],
  ['金敏洙', '金*洙'],
  ['김', '***'],
  ['John', 'J***n'],
  ['John Smith', 'J***n'],
  ['Al', 'A***'],
  ['J', '***'],
  ['Zoë', 'Z***ë'],
  ['김John', '김***n'],
  ['👨‍👩‍👧둘셋', '👨‍👩‍👧***셋'],
  ['\u200b', '***'],
])('the name %s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));

test('any name shows at most the first and the last letter of a word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), (name) => {
      const shown = [...new Intl.Segmenter('ko').segment(maskName(name))].map(({ segment }) => segment);
      expect(shown.filter((letter) => letter !== '*').length).toBeLessThanOrEqual(2);
      expect(shown).toContain('*');
    }),
  );
});
