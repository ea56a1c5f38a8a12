import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { fromEnglishKeyboard, type Reading, toChoseong, toJamo, toQueryForms } from './korean.ts';
import { toPieces, toSpellings } from './spelling.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...'ㄱㄳㅏㅘ각과값쏵곿 ab9.,-')).map((letters) => letters.join('')),
);

test.each([
  ['포켓몬', 'ㅍㅗㅋㅔㅅㅁㅗㄴ', 'ㅍㅋㅁ'],
  ['포켓ㅁ', 'ㅍㅗㅋㅔㅅㅁ', 'ㅍㅋㅁ'],
  ['값', 'ㄱㅏㅂㅅ', 'ㄱ'],
  ['과외', 'ㄱㅗㅏㅇㅗㅣ', 'ㄱㅇ'],
  ['까쏴', 'ㄲㅏㅆㅗㅏ', 'ㄲㅆ'],
  ['ㄳ', 'ㄱㅅ', 'ㄱㅅ'],
  ['ㅄ', 'ㅂㅅ', 'ㅂㅅ'],
  ['포켓몬'.normalize('NFD'), 'ㅍㅗㅋㅔㅅㅁㅗㄴ', 'ㅍㅋㅁ'],
  ['ᄑ', 'ㅍ', 'ㅍ'],
  ['  나노   블록\t90피스 ', 'ㄴㅏㄴㅗ ㅂㅡㄹㄹㅗㄱ 90ㅍㅣㅅㅡ', 'ㄴㄴ ㅂㄹ 90ㅍㅅ'],
  ['ＬＥＧＯ® 시티', 'lego ㅅㅣㅌㅣ', 'lego ㅅㅌ'],
  ['(주)나노-블록, 1.5L', 'ㅈㅜ ㄴㅏㄴㅗㅂㅡㄹㄹㅗㄱ 15l', 'ㅈ ㄴㄴㅂㄹ 15l'],
  ['☃️👨‍👩‍👧', '☃👨👩👧', '☃👨👩👧'],
  ['\ud83d', '', ''],
  ['ㅤ\u200b', '', ''],
  ['', '', ''],
])('%p is spelled as expected', (input, jamo, choseong) => {
  expect(toJamo(input)).toBe(jamo);
  expect(toChoseong(input)).toBe(choseong);
});

test('the joined pieces are the text, and their joined spellings are the spelling of the text', () => {
  fc.assert(
    fc.property(text, (input) => {
      const pieces = toPieces(input);
      expect(pieces.map((piece) => piece.source).join('')).toBe(input);
      expect(pieces.map((piece) => piece.jamo).join('')).toBe(toJamo(input).replaceAll(' ', ''));
    }),
  );
});

test('a spelling that is spelled again stays the same', () => {
  fc.assert(
    fc.property(text, (input) => {
      expect(toJamo(toJamo(input))).toBe(toJamo(input));
      expect(toJamo(toSpellings(input).folded)).toBe(toJamo(input));
      expect(toChoseong(toChoseong(input))).toBe(toChoseong(input));
    }),
  );
});

test('no two syllables have the same spelling, and every vowel and final consonant is split', () => {
  const syllables = Array.from({ length: 11_172 }, (_, index) => String.fromCharCode(0xac00 + index));
  const spelled = new Set(syllables.map(toJamo));
  expect(spelled.size).toBe(11_172);
  expect([...spelled].every((jamo) => /^[ㄱ-ㅎ][ㅏ-ㅣ]{1,2}[ㄱ-ㅎ]{0,2}$/.test(jamo))).toBe(true);
});

test('every jamo that can be typed is split into simple jamo or stays', () => {
  const letters = Array.from({ length: 51 }, (_, index) => String.fromCharCode(0x3131 + index));
  const simple = /^[ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ]{1,2}$/;
  expect(letters.filter((letter) => !simple.test(toJamo(letter)))).toEqual([]);
});

test.each([
  ['vhzptahs', '포켓몬'],
  ['VHZPTAHS', '포켓몬'],
  ['Rhc', '꽃'],
  ['skshqmffhr 90', '나노블록 90'],
  ['포켓몬', undefined],
  ['vhzptahs!', undefined],
  ['90', undefined],
  ['', undefined],
  ['hot', undefined],
])('%p typed on an English keyboard is %p', (input, korean) => {
  expect(fromEnglishKeyboard(input)).toBe(korean);
});

test('any word of English letters can be searched', () => {
  const word = fc
    .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzEOPQRTW'))
    .map((letters) => letters.join(''));
  fc.assert(
    fc.property(word, (input) => void toQueryForms(input)),
    { numRuns: 2_000 },
  );
});

test.each<[string, [Reading, string, string[]][]]>([
  ['포케', [['literal', '포케', ['ㅍㅗㅋㅔ']]]],
  ['나노블ㄹ', [['literal', '나노블ㄹ', ['ㄴㅏㄴㅗㅂㅡㄹㄹ']]]],
  ['ㅍㅋㅁ', [['choseong', 'ㅍㅋㅁ', ['ㅍㅋㅁ']]]],
  ['ㅍㅋ 90ㅍㅅ 나노', [['choseong', 'ㅍㅋ 90ㅍㅅ 나노', ['ㅍㅋ', '90ㅍㅅ', 'ㄴㅏㄴㅗ']]]],
  [
    'vhzptahs',
    [
      ['literal', 'vhzptahs', ['vhzptahs']],
      ['keyboard', '포켓몬', ['ㅍㅗㅋㅔㅅㅁㅗㄴ']],
    ],
  ],
  [
    'vza',
    [
      ['literal', 'vza', ['vza']],
      ['keyboard', 'ㅍㅋㅁ', ['ㅍㅋㅁ']],
    ],
  ],
  ['lego', [['literal', 'lego', ['lego']]]],
  ['rgb', [['literal', 'rgb', ['rgb']]]],
  ['k', [['literal', 'k', ['k']]]],
  ['nano 블록 NANO', [['literal', 'nano 블록 NANO', ['nano', 'ㅂㅡㄹㄹㅗㄱ']]]],
  ['', []],
  [' \u3000\t ', []],
  ['"*%_\\', []],
  ['★나노블록★', [['literal', '★나노블록★', ['ㄴㅏㄴㅗㅂㅡㄹㄹㅗㄱ']]]],
  ['나노블록~', [['literal', '나노블록~', ['ㄴㅏㄴㅗㅂㅡㄹㄹㅗㄱ']]]],
  ['🔥나노블록🔥', [['literal', '🔥나노블록🔥', ['ㄴㅏㄴㅗㅂㅡㄹㄹㅗㄱ']]]],
  ['👍🏽나노♥블록❤️', [['literal', '👍🏽나노♥블록❤️', ['ㄴㅏㄴㅗ', 'ㅂㅡㄹㄹㅗㄱ']]]],
  [
    '★vza★',
    [
      ['literal', '★vza★', ['vza']],
      ['keyboard', 'ㅍㅋㅁ', ['ㅍㅋㅁ']],
    ],
  ],
  ['C++', [['literal', 'C++', ['c++']]]],
  ['1+1', [['literal', '1+1', ['1+1']]]],
  ['비타민+철분', [['literal', '비타민+철분', ['ㅂㅣㅌㅏㅁㅣㄴ', 'ㅊㅓㄹㅂㅜㄴ']]]],
  ['🔥', [['literal', '🔥', ['🔥']]]],
])('%p is read in its possible ways', (input, forms) => {
  const read = toQueryForms(input).map((form) => [
    form.reading,
    form.text,
    form.words.map((word) => word.text),
  ]);
  expect(read).toEqual(forms as typeof read);
});

test('a text that is too long is cut between characters', () => {
  expect(toQueryForms('가'.repeat(10_000))[0]?.text).toBe('가'.repeat(100));
  expect(toQueryForms('😀'.repeat(10_000))[0]?.text).toBe('😀'.repeat(100));
  const many =
    '가강 나낭 다당 라랑 마망 바방 사상 아앙 자장 차창 카캉 타탕 파팡 하항 거겅 너넝 더덩 러렁 머멍 버벙 서성 어엉';
  expect(toQueryForms(many)[0]?.words).toHaveLength(20);
});

test('of the words of one or two jamo, the first three are searched for', () => {
  const wordsOf = (input: string) => toQueryForms(input)[0]?.words.map(({ whole }) => whole);
  expect(wordsOf('가 나 포켓몬 ㅅㅌ 다 라 블록')).toEqual(['가', '나', '포켓몬', 'ㅅㅌ', '블록']);
});

test('any text is read as well-formed text without control characters', () => {
  fc.assert(
    fc.property(text, (input) => {
      for (const form of toQueryForms(input)) {
        expect(form.text.isWellFormed()).toBe(true);
        expect(form.text).not.toMatch(/\p{Cc}/u);
        expect(form.words.every((word) => word.text !== '' && !/[\s"]/.test(word.text))).toBe(true);
      }
    }),
  );
});
