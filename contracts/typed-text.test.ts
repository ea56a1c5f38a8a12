import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import * as v from 'valibot';
import {
  toCount,
  toCouponCode,
  toEmail,
  toLine,
  toParagraphs,
  toPhone,
  toPhoneText,
  toPlain,
  toPostcode,
} from './text-rules.ts';
import { Email, Phone, Postcode, TypedCount, TypedField, TypedLine } from './typed-text.ts';

test.each([
  ['  두 칸  ', '두 칸'],
  ['한 줄\r\n두 줄\t끝', '한 줄 두 줄 끝'],
  ['벨\u0007소리\u0000\u009f', '벨소리'],
  ['\u202e거꾸로\u2066', '거꾸로'],
  ['나\u200b노\u200d블\u00ad록\u3164\ufe0f', '나노블록'],
  ['a\u200e\u200fb\u061cc', 'abc'],
  ['반쪽 \ud83d 글자', '반쪽 \ufffd 글자'],
  ['👨‍👩‍👧 가족 ❤️ 👍🏽 🏳️‍🌈 🇰🇷 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👨‍👩‍👧 가족 ❤️ 👍🏽 🏳️‍🌈 🇰🇷 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['ㅋㅋ ㅠㅠ ㅍㅋㅁ', 'ㅋㅋ ㅠㅠ ㅍㅋㅁ'],
  ['포켓몬'.normalize('NFD'), '포켓몬'],
  ['ＬＥＧＯ　９０ ～', 'LEGO 90 ~'],
  ['𝗦𝗔𝗟𝗘 ﬁt', 'SALE fit'],
  ['10m² 2⁵ ½ ™ 한국–일본 【특가】 가…', '10m² 2⁵ ½ ™ 한국–일본 【특가】 가…'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
])('the line %j becomes %j', (text, line) => {
  expect(toLine(text)).toBe(line);
});

test.each([
  ['\n\n첫 줄\r\n둘째 줄\r셋째 줄\n', '첫 줄\n둘째 줄\n셋째 줄'],
  ['문단\n\n문단', '문단\n\n문단'],
  ['문단\n \n\t\n\n문단', '문단\n\n문단'],
  ['문단\n\u200b\n\u3164\n\n문단', '문단\n\n문단'],
  ['벨\u0007소리\n끝\u0000', '벨소리\n끝'],
])('the paragraphs %j become %j', (text, paragraphs) => {
  expect(toParagraphs(text)).toBe(paragraphs);
});

test.each([
  ['강남대로 １２３－４ （역삼동）', '강남대로 123-4 (역삼동)'],
  ['강남대로 123–4‐5 【역삼동】 가ㆍ나동', '강남대로 123-4-5 (역삼동) 가·나동'],
  ['㈜조각보', '(주)조각보'],
  ['ㅋㅋ', 'ㅋㅋ'],
])('the field %j becomes %j', (text, field) => {
  expect(toPlain(text)).toBe(field);
});

describe('phone numbers', () => {
  test.each([
    ['01012345678', '01012345678', '010-1234-5678'],
    ['010-1234-5678', '01012345678', '010-1234-5678'],
    ['０１０－１２３４－５６７８', '01012345678', '010-1234-5678'],
    ['010–1234—5678', '01012345678', '010-1234-5678'],
    ['010.1234.5678', '01012345678', '010-1234-5678'],
    ['010ㅡ1234ㅡ5678', '01012345678', '010-1234-5678'],
    ['\u202a010-1234-5678\u202c', '01012345678', '010-1234-5678'],
    ['+82 10-1234-5678', '01012345678', '010-1234-5678'],
    ['+82 (0)10 1234 5678', '01012345678', '010-1234-5678'],
    ['+8210-1234-5678', '01012345678', '010-1234-5678'],
    ['0082 2 123 4567', '021234567', '02-123-4567'],
    ['82-10-1234-5678', '01012345678', '010-1234-5678'],
    ['(02) 123-4567', '021234567', '02-123-4567'],
    ['（031）123-4567', '0311234567', '031-123-4567'],
    ['0507-1234-5678', '050712345678', '0507-1234-5678'],
    ['+82 507-1234-5678', '050712345678', '0507-1234-5678'],
    ['0505-123-4567', '05051234567', '0505-123-4567'],
  ])('%j is stored as %s and shown as %s', (text, digits, shown) => {
    expect(v.parse(Phone, text)).toBe(digits);
    expect(toPhoneText(digits)).toBe(shown);
    expect(v.parse(Phone, shown)).toBe(digits);
  });

  test.each(['', '12', '전화', '1588-1234', '+1 202 555 0123', '010-1234-56789', '0101234567890'])(
    '%j is refused',
    (text) => expect(v.safeParse(Phone, text).success).toBe(false),
  );
});

test.each([
  ['06236', '06236'],
  ['(06236)', '06236'],
  [' （０６２３６） ', '06236'],
  ['[06236]', '06236'],
  ['06 236', '06236'],
])('the postcode %j is %s', (text, postcode) => expect(v.parse(Postcode, text)).toBe(postcode));

test('e-mail addresses, counts and coupon codes are cleaned, and invisible text is no text', () => {
  expect(v.parse(Email, ' Kim＠Example．COM\u200b ')).toBe('kim@example.com');
  expect(v.parse(TypedCount, '９')).toBe(9);
  expect(v.parse(TypedCount, ' 12\u200e')).toBe(12);
  expect(toCount('９')).toBe(9);
  for (const wrong of ['', '-1', '1.5', '1e3', '두 개', '0x2', '½', '10000']) {
    expect(v.safeParse(TypedCount, wrong).success).toBe(false);
    expect(toCount(wrong)).toBeUndefined();
  }
  expect(toCouponCode(' welcome–１０\u200b')).toBe('WELCOME-10');
  for (const unseen of ['', ' ', '\u200b\u3164', '\u202e'])
    for (const schema of [TypedLine(10), TypedField(10)])
      expect(v.safeParse(schema, unseen).success).toBe(false);
});

const hidden = '\u200b\u200d\u200e\u202e\u2066\u00ad\ufe0f\u3164\u1160\u115f\u034f\u{e0067}\u{e007f}';
const units = [
  '\n',
  '\r',
  '\t',
  ' ',
  '\0',
  '\u2028',
  ...hidden,
  ...'가a1#\u20e3👨👩🏽🏴❤ᄀ\u1161ㅋ\u0301¨½９（）–·。',
];
const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom(...units), fc.string({ unit: 'binary', maxLength: 1 })),
});
const forms = { toLine, toParagraphs, toPlain, toPhone, toPostcode, toEmail, toCouponCode };

test.each(Object.entries(forms))('a second application of %s changes nothing', (_, form) => {
  fc.assert(
    fc.property(anyText, (text) => expect(form(form(text))).toBe(form(text))),
    { numRuns: 2_000 },
  );
});

test('no invisible character stays outside of emoji, and no direction mark stays anywhere', () => {
  const emoji =
    /[#*\d]\ufe0f?\u20e3|\u{1f3f4}[\u{e0061}-\u{e007a}]+\u{e007f}|(?:\p{ExtPict}|\p{EMod}|\ufe0f|\u200d){2,}/gu;
  fc.assert(
    fc.property(anyText, (text) => {
      for (const form of Object.values(forms)) {
        const clean = form(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u);
        expect(clean.replace(emoji, '')).not.toMatch(/\p{DI}/u);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('Korean and emoji stay as they are', () => {
  const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code));
  const jamo = fc.integer({ min: 0x3131, max: 0x3163 }).map((code) => String.fromCharCode(code));
  const emoji = fc.constantFrom('👨‍👩‍👧', '❤️', '👍🏽', '🏳️‍🌈', '🇰🇷', '👩🏽‍🚀', '☃️', '🔥', '1️⃣');
  const text = fc.string({ unit: fc.oneof(syllable, jamo, emoji), minLength: 1 });
  fc.assert(
    fc.property(text, (typed) => {
      for (const form of [toLine, toParagraphs, toPlain]) expect(form(typed)).toBe(typed);
    }),
  );
});
