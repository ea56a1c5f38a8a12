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
});
export type Card = v.InferOutput<typeof Card>;
