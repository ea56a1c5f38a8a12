import * as v from 'valibot';

/**
 * The one rule for text that people type or paste. There are two forms of it:
 *
 * - {@link toLine} and {@link toParagraphs} for prose, such as titles and reviews. A sign whose form has a meaning stays (`m²`, `™`, `–`).
 * - {@link toPlain} for fields that are compared or sent on, such as names, addresses, phone numbers and codes. It folds these too.
 *
 * Both drop characters that nobody sees, and both can be applied twice without a change. Korean letters and emoji stay whole.
 */

/**
 * Prose on one line.
 *
 * @returns well-formed NFC without line breaks, control characters, direction marks and invisible characters, and without spaces at
 * its ends; full-width letters and digits become ordinary ones
 */
export function toLine(text: string): string {
  return toProse(text.replace(lineBreaks, ' ')).replace(/ {2,}/g, ' ').trim();
}

/** Prose in paragraphs: as {@link toLine}, but line breaks stay, with at most one empty line in a row. */
export function toParagraphs(text: string): string {
  return toProse(text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\t', ' '))
    .replace(/ +\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * A short field on one line: as {@link toLine}, then NFKC, every dash as `-`, every middle dot as `·`, every full stop as `.`, and
 * East Asian brackets as `(` and `)`. Compatibility jamo such as `ㅋ` stay, since NFKC would make old initial consonants of them.
 */
export function toPlain(text: string): string {
  // Compatibility forms such as ‥ and ㈜ give letters that are folded in turn.
  const compatible = toLine(text).replace(/[^\u3131-\u318e]+/g, (part) => part.normalize('NFKC'));
  return toLine(
    compatible
      .replace(/[\p{Pd}\u2212]/gu, '-')
      .replace(/[·‧•∙⋅・ㆍ]/g, '·')
      .replaceAll('。', '.')
      .replace(/[【〔〖〘〚「『〈《]/g, '(')
      .replace(/[】〕〗〙〛」』〉》]/g, ')'),
  );
}

/** At least one character that is seen. */
const visible = /[^\s\p{DI}]/u;
const notText = 'must be text';
const atMost = (limit: number) => `must have at most ${limit} characters`;

/** Prose on one line, such as a title: 1 to `limit` UTF-16 code units after {@link toLine}. */
export function TypedLine(limit: number, missing = 'is missing', tooLong = atMost(limit)) {
  return v.pipe(
    v.string(notText),
    v.transform(toLine),
    v.regex(visible, missing),
    v.maxLength(limit, tooLong),
  );
}

/** Prose in paragraphs, such as a review: `least` to `limit` UTF-16 code units after {@link toParagraphs}. */
export function TypedParagraphs(least: number, limit: number) {
  const message = `must have ${least} to ${limit} characters`;
  return v.pipe(
    v.string(notText),
    v.transform(toParagraphs),
    v.regex(visible, message),
    v.minLength(least, message),
    v.maxLength(limit, message),
  );
}

/** A short field, such as a name or a street: 1 to `limit` UTF-16 code units after {@link toPlain}. */
export function TypedField(limit: number) {
  return v.pipe(
    v.string(notText),
    v.transform(toPlain),
    v.regex(visible, 'is missing'),
    v.maxLength(limit, atMost(limit)),
  );
}

/** As {@link TypedField}, and may be empty. */
export function TypedOptional(limit: number) {
  return v.pipe(v.string(notText), v.transform(toPlain), v.maxLength(limit, atMost(limit)));
}

/**
 * A Korean phone number, kept as digits: `01012345678`. Takes `010-1234-5678`, `+82 10-1234-5678`, `(02) 123-4567` and safe numbers
 * such as `0507-1234-5678`.
 */
export const Phone = v.pipe(
  v.string(notText),
  v.transform(toPhone),
  v.regex(/^0(?:\d{8,10}|5\d{10})$/, 'must be a phone number'),
);

/** A Korean postcode: `06236`. Takes `(06236)` and `06236 ` too. */
export const Postcode = v.pipe(
  v.string(notText),
  v.transform(toPostcode),
  v.regex(/^\d{5}$/, 'must be five digits'),
);

/** An e-mail address as it is kept and compared: in small letters. */
export const Email = v.pipe(
  v.string(notText),
  v.transform(toEmail),
  v.email('must be an e-mail address'),
  v.maxLength(254, atMost(254)),
);

/** A whole number from a form's field, of at most four digits: `９` is 9. Programs may send the number itself. */
export const TypedCount = v.union([
  v.number(),
  v.pipe(v.string(), v.transform(toPlain), v.regex(/^\d{1,4}$/), v.transform(Number)),
]);

/** The digits of what may be a phone number, from `0` on where it began with Korea's country code. */
export function toPhone(text: string): string {
  return without(/[\s().·/ㅡー─~-]/g, text).replace(/^(?:\+|00)?82(?=0?[1-9])0?/, '0');
}

/** A kept phone number as people read it in Korea: `010-1234-5678`, `02-123-4567`, `0507-1234-5678`. */
export function toPhoneText(digits: string): string {
  return digits.replace(/^(02|050\d|0\d{2})(\d{3,4})(\d{4})$/, '$1-$2-$3');
}

/** What may be a postcode, without spaces, brackets and hyphens. */
export function toPostcode(text: string): string {
  return without(/[\s()[\]-]/g, text);
}

/** What may be an e-mail address, in small letters. */
export function toEmail(text: string): string {
  return toPlain(text).toLowerCase();
}

/** A coupon's code as it is kept and compared: in upper case. */
export function toCouponCode(text: string): string {
  return toPlain(text).toUpperCase();
}

/** Letters that are joined by it are composed again. */
function without(separators: RegExp, text: string): string {
  return toPlain(text).replace(separators, '').normalize('NFC');
}

const lineBreaks = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;

// Letters and digits of another width or font, ligatures, and spaces of other widths. They differ in looks only.
const variants =
  /[\uff01-\uff9f\uffa1-\uffee\ufb00-\ufb06\u{1d400}-\u{1d7ff}\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;

// https://unicode.org/reports/tr51/#EBNF_and_Regex, without digits: a joiner between them would be hidden.
const mark = String.raw`(?:\p{EMod}\uFE0F?|\uFE0F\u20E3?)?`;
const emoji = String.raw`[#*\d]\uFE0F?\u20E3|\u{1F3F4}[\u{E0061}-\u{E007A}]{1,6}\u{E007F}|\p{ExtPict}${mark}(?:\u200D\p{ExtPict}${mark})*`;
/** An emoji, kept whole, or a character to drop. Direction marks are default-ignorable characters (DI). */
const emojiOrHidden = new RegExp(String.raw`(${emoji})|(?!\n)[\p{Cc}\p{DI}]`, 'gu');

function toProse(text: string): string {
  const folded = text.toWellFormed().replace(variants, (letter) => letter.normalize('NFKC'));
  return folded.replace(emojiOrHidden, (_, kept: string | undefined) => kept ?? '').normalize('NFC');
}
