import * as v from 'valibot';
import { ItemId, ProductId } from './ids.ts';
import { Won } from './money.ts';

/**
 * A product in a list, on any page. A part is null if the team that owns it could not be reached. A rating with count 0 means that there
 * are no reviews.
 */
export const Card = v.object({
  productId: ProductId,
  itemId: ItemId,
  title: v.string(),
  /** The path of a square picture. */
  image: v.string(),
  badges: v.array(v.picklist(['rocket', 'rocket-overseas'])),
  price: v.nullable(v.object({ list: Won, final: Won, discountPercent: v.number() })),
  rating: v.nullable(v.object({ average: v.number(), count: v.number() })),
  /** Whether it can be ordered. `low` means that few pieces are left. */
  stock: v.optional(v.nullable(v.picklist(['in', 'low', 'out'])), null),
  /**
   * The day in Korea, such as `2019-05-16`, on which it arrives in Seoul if it is ordered now. Only our own carriers guarantee the day. It is
   * null for a product that is sold out, too.
   */
  arrival: v.optional(
    v.nullable(v.object({ day: v.pipe(v.string(), v.isoDate()), guaranteed: v.boolean() })),
    null,
  ),
});
export type Card = v.InferOutput<typeof Card>;
