import * as v from 'valibot';

const Digits = v.pipe(v.string(), v.regex(/^[1-9]\d{0,15}$/, 'must be a number without leading zeros'));

/** A product's number, such as `51862822`: up to 16 digits, kept as text. */
export const ProductId = Digits;

/** The number of an item, one choice of a product's options, such as `183485417`. */
export const ItemId = Digits;

/** How many numbers one batch read may ask for. */
export const batchLimit = 100;

/** `?ids=1,2,3`: a batch of product or item numbers, without repeats, at most {@link batchLimit}. */
export const IdBatch = v.pipe(
  v.string(),
  v.transform((text) => [...new Set(text.split(',').filter(Boolean))]),
  v.array(Digits),
  v.maxLength(batchLimit),
);
