import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { toJamo } from './korean.ts';
import { countEdits, rankTerms, toKeys, toTolerance } from './near-words.ts';

const toTerm = (word: string, frequency = 1) => ({ word, jamo: toJamo(word), frequency });
const terms = [toTerm('나노블록'), toTerm('치코리타'), toTerm('포켓몬', 9), toTerm('로켓몬'), toTerm('lego')];

test.each([
  ['나노블럭', '나노블록'],
  ['나노블롯', '나노블록'],
  ['나노불럭', '나노블록'],
  ['치코리카', '치코리타'],
  ['치고리카', '치코리타'],
  ['포캣몬', '포켓몬'],
  ['초켓몬', '포켓몬'],
  ['legp', 'lego'],
])('%s is corrected to %s', (typed, meant) => {
  expect(rankTerms(toJamo(typed), terms)[0]?.word).toBe(meant);
  expect(toKeys(toJamo(typed)).some((key) => toKeys(toJamo(meant)).includes(key))).toBe(true);
});

test('a replaced jamo ranks before an extra jamo', () => {
  const terms = [toTerm('샤프', 9), toTerm('샴푸')];
  expect(rankTerms(toJamo('샴프'), terms).map(({ word }) => word)).toEqual(['샴푸', '샤프']);
});

test.each(['나노', '고양이', '포켓몬', '치치치치', 'leg'])('%s is not corrected to another word', (typed) => {
  expect(rankTerms(toJamo(typed), terms).filter(({ word }) => word !== '로켓몬')).toEqual([]);
});

test.each([
  ['', '', 0],
  ['', 'ab', 2],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'xbc', 1],
  ['abc', 'bc', 1],
  ['kitten', 'sitting', 3],
])('from %p to %p there are %p edits', (from, to, edits) => {
  expect(countEdits(from, to)).toBe(edits);
  expect(countEdits(to, from)).toBe(edits);
});

test('two words within the tolerance share a key', () => {
  const letter = fc.constantFrom(...'ㄱㄴㅏㅗ');
  const word = fc.array(letter, { minLength: 8, maxLength: 14 });
  const edit = fc.record({ at: fc.nat(13), letter, kind: fc.constantFrom('replace', 'insert', 'leave out') });
  fc.assert(
    fc.property(word, fc.array(edit, { maxLength: 2 }), (letters, edits) => {
      const changed = [...letters];
      for (const { at, letter, kind } of edits) {
        const index = Math.min(at, changed.length - 1);
        changed.splice(index, kind === 'insert' ? 0 : 1, ...(kind === 'leave out' ? [] : [letter]));
      }
      fc.pre(toTolerance(changed.join('')) === 2);
      const keys = new Set(toKeys(letters.join('')));
      expect(toKeys(changed.join('')).some((key) => keys.has(key))).toBe(true);
    }),
  );
});

test('a long word has 37 keys', () => expect(toKeys('ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋ').length).toBe(37));
