import { commonPasswords } from './common-passwords.ts';

export type Weakness = 'common-password' | 'own-name';

/** Patterns that attackers try first: repetitions, dates, and Korean mobile numbers. */
const patterns = [
  /^(.{1,4})\1+$/u,
  /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/,
  /^(0[1-9]|[12]\d|3[01])(0[1-9]|[12]\d|3[01])(19|20)\d\d$/,
  /^01[016789]-?\d{3,4}-?\d{4}$/,
];

/**
 * Finds out whether attackers try a password first: a common one, also with digits or signs behind it, or the name before the @ of the
 * member's own e-mail. There are no rules about kinds of characters: https://pages.nist.gov/800-63-4/sp800-63b.html
 */
export function findWeakness(password: string, email: string): Weakness | undefined {
  const plain = password.toLowerCase();
  const unmarked = plain.replace(/[\p{P}\p{S}\s]+$/u, '');
  const stem = plain.replace(/[\d\p{P}\p{S}\s]+$/u, '');
  const own = email.toLowerCase();
  const name = own.slice(0, own.lastIndexOf('@'));
  if ([own, name].includes(plain) || (stem !== '' && stem === name.replace(/[\d\p{P}]+$/u, '')))
    return 'own-name';
  const common = commonPasswords();
  if ([plain, unmarked, stem].some((word) => common.has(word)) || isRow(plain)) return 'common-password';
  return patterns.some((pattern) => pattern.test(plain)) ? 'common-password' : undefined;
}

/** Whether a text is a row of neighbors, such as `23456789` or `hgfedcba`. */
function isRow(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) as number);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] as number));
  return Math.abs(steps[0] ?? 0) === 1 && steps.every((step) => step === steps[0]);
}
