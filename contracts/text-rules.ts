/**
 * The rules for text that people type or paste. There are two:
 *
 * - {@link toLine} and {@link toParagraphs} are for prose, such as titles and reviews. They keep a sign whose form has a meaning (`m²`,
 *   `™`, `–`).
 * - {@link toPlain} is for fields that are compared or sent on, such as names, addresses, phone numbers and codes. It also replaces
 *   those signs.
 *
 * Both drop invisible characters, and a second application changes nothing. Korean letters and emoji stay whole. The schemas that apply
 * them are in `typed-text.ts`; this file needs no library, so scripts of a page may import it.
 */

/**
 * Brings prose into one line.
 *
 * @returns well-formed NFC without line breaks, control characters, direction marks and invisible characters, and without spaces at
 * both ends; full-width letters and digits become ordinary ones
 */
export function toLine(text: string): string {
  return toProse(text.replace(lineBreaks, ' ')).replace(/ {2,}/g, ' ').trim();
}

/** Does the same as {@link toLine}, but keeps line breaks, with at most one empty line in a row. */
export function toParagraphs(text: string): string {
  return toProse(text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\t', ' '))
    .replace(/ +\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Brings a short field into one line: {@link toLine}, then NFKC, with every dash as `-`, every middle dot as `·`, every full stop as `.`,
 * and East Asian brackets as `(` and `)`. Compatibility jamo such as `ㅋ` stay, because NFKC would turn them into old initial consonants.
 */
export function toPlain(text: string): string {
  // NFKC turns forms such as ‥ and ㈜ into letters, to which the rules below apply.
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

/**
 * Reads a whole number of at most four digits, such as a quantity: `９` is 9.
 *
 * @returns undefined if the text is no such number
 */
export function toCount(text: string): number | undefined {
  const plain = toPlain(text);
  return /^\d{1,4}$/.test(plain) ? Number(plain) : undefined;
}

/** Keeps the digits of a typed phone number. A number with Korea's country code then begins with `0`. */
export function toPhone(text: string): string {
  return without(/[\s().·/ㅡー─~-]/g, text).replace(/^(?:\+|00)?82(?=0?[1-9])0?/, '0');
}

/** Writes stored digits as people in Korea read a phone number: `010-1234-5678`, `02-123-4567`, `0507-1234-5678`. */
export function toPhoneText(digits: string): string {
  return digits.replace(/^(02|050\d|0\d{2})(\d{3,4})(\d{4})$/, '$1-$2-$3');
}

/** Removes spaces, brackets and hyphens from a typed postcode. */
export function toPostcode(text: string): string {
  return without(/[\s()[\]-]/g, text);
}

/** Writes a typed e-mail address in small letters. */
export function toEmail(text: string): string {
  return toPlain(text).toLowerCase();
}

/** Writes a coupon's code in upper case, as it is stored and compared. */
export function toCouponCode(text: string): string {
  return toPlain(text).toUpperCase();
}

/** Removes characters. NFC joins the letters that were apart before. */
function without(separators: RegExp, text: string): string {
  return toPlain(text).replace(separators, '').normalize('NFC');
}

const lineBreaks = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;

// Letters and digits of another width or font, ligatures, and spaces of other widths. They only look different.
const variants =
  /[\uff01-\uff9f\uffa1-\uffee\ufb00-\ufb06\u{1d400}-\u{1d7ff}\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;

// https://unicode.org/reports/tr51/#EBNF_and_Regex, but without digits, because a joiner between two digits would be invisible.
const mark = String.raw`(?:\p{EMod}\uFE0F?|\uFE0F\u20E3?)?`;
const emoji = String.raw`[#*\d]\uFE0F?\u20E3|\u{1F3F4}[\u{E0061}-\u{E007A}]{1,6}\u{E007F}|\p{ExtPict}${mark}(?:\u200D\p{ExtPict}${mark})*`;
/** Matches an emoji, which stays whole, or a character to drop. Direction marks are default-ignorable characters (DI). */
const emojiOrHidden = new RegExp(String.raw`(${emoji})|(?!\n)[\p{Cc}\p{DI}]`, 'gu');

function toProse(text: string): string {
  const folded = text.toWellFormed().replace(variants, (letter) => letter.normalize('NFKC'));
  return folded.replace(emojiOrHidden, (_, kept: string | undefined) => kept ?? '').normalize('NFC');
}
