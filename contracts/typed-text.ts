import * as v from 'valibot';
import { toEmail, toLine, toParagraphs, toPhone, toPlain, toPostcode } from './text-rules.ts';

/** At least one visible character. */
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

/** The same as {@link TypedField}, but it may be empty. */
export function TypedOptional(limit: number) {
  return v.pipe(v.string(notText), v.transform(toPlain), v.maxLength(limit, atMost(limit)));
}

/**
 * A Korean phone number, stored as digits: `01012345678`. It accepts `010-1234-5678`, `+82 10-1234-5678`, `(02) 123-4567` and safe numbers
 * such as `0507-1234-5678`.
 */
export const Phone = v.pipe(
  v.string(notText),
  v.transform(toPhone),
  v.regex(/^0(?:\d{8,10}|5\d{10})$/, 'must be a phone number'),
);

/** A Korean postcode: `06236`. It also accepts `(06236)` and `06236 `. */
export const Postcode = v.pipe(
  v.string(notText),
  v.transform(toPostcode),
  v.regex(/^\d{5}$/, 'must be five digits'),
);

/** An e-mail address, stored and compared in small letters. */
export const Email = v.pipe(
  v.string(notText),
  v.transform(toEmail),
  v.email('must be an e-mail address'),
  v.maxLength(254, atMost(254)),
);

/** A whole number of at most four digits from a form's field: `９` is 9. A program may send a number instead of text. */
export const TypedCount = v.union([
  v.number(),
  v.pipe(v.string(), v.transform(toPlain), v.regex(/^\d{1,4}$/), v.transform(Number)),
]);
