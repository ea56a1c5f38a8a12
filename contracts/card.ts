import * as v from 'valibot';
import { ItemId, ProductId } from './ids.ts';
import { Won } from './money.ts';

/**
 * What a list shows of a product, wherever the list stands. Price and rating are null where the team that owns them could not
 * be reached; a rating of count 0 means that there are no reviews.
 */
export const Card = v.object({
  productId: ProductId,
  itemId: ItemId,
  title: v.string(),
  /** Path of a square picture. */
  image: v.string(),
  badges: v.array(v.picklist(['rocket', 'rocket-overseas'])),
  price: v.nullable(v.object({ list: Won, final: Won, discountPercent: v.number() })),
  rating: v.nullable(v.object({ average: v.number(), count: v.number() })),
  /** Whether it can be ordered; null where that is not known. */
  stock: v.optional(v.nullable(v.picklist(['in', 'low', 'out'])), null),
  /** The day in Korea, such as `2019-05-16`, on which it is in Seoul if ordered now; null where that is not known. */
  arrival: v.optional(v.nullable(v.object({ day: v.string(), guaranteed: v.boolean() })), null),
});
export type Card = v.InferOutput<typeof Card>;
