import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { toLine, toParagraphs } from './clean-text.ts';

test.each([
  ['  두 칸  ', '두 칸'],
  ['한 줄\r\n두 줄\t끝', '한 줄 두 줄 끝'],
  ['벨\u0007소리\u0000\u009f', '벨소리'],
  ['\u202e거꾸로\u2066', '거꾸로'],
  ['반쪽 \ud83d 글자', '반쪽 \ufffd 글자'],
  ['👨‍👩‍👧 가족', '👨‍👩‍👧 가족'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
])('a line of %j is %j', (text, line) => {
  expect(toLine(text)).toBe(line);
});

test.each([
  ['\n\n첫 줄\r\n둘째 줄\r셋째 줄\n', '첫 줄\n둘째 줄\n셋째 줄'],
  ['문단\n\n문단', '문단\n\n문단'],
  ['문단\n \n\t\n\n문단', '문단\n\n문단'],
  ['벨\u0007소리\n끝\u0000', '벨소리\n끝'],
])('paragraphs of %j are %j', (text, paragraphs) => {
  expect(toParagraphs(text)).toBe(paragraphs);
});

const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom(...'\n\r\t \0\u202e\u2028가a'), fc.string({ unit: 'binary', maxLength: 1 })),
});

test('cleaning what is clean changes nothing, and leaves no control character but line breaks', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const clean of [toLine, toParagraphs]) expect(clean(clean(text))).toBe(clean(text));
      expect(toLine(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(toParagraphs(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
