import * as v from 'valibot';

const Digits = v.pipe(v.string(), v.regex(/^[1-9]\d{0,15}$/, 'must be a number without leading zeros'));

/** The number of a product, such as `51862822`: up to 16 digits, as text. */
export const ProductId = Digits;

/** The number of an item, such as `183485417`. An item is one choice of a product's options. */
export const ItemId = Digits;

/** The largest count of numbers in one batch read. */
export const batchLimit = 100;

/** A batch of product or item numbers, as in `?ids=1,2,3`: at most {@link batchLimit}. Repeated numbers count once. */
export const IdBatch = v.pipe(
  v.string(),
  v.transform((text) => [...new Set(text.split(',').filter(Boolean))]),
  v.array(Digits),
  v.maxLength(batchLimit),
);
