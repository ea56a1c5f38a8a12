import { Card } from '@jogakbo/contracts/card';
import { ItemId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { Product } from '@jogakbo/product-service/contract';
import * as v from 'valibot';

/**
 * A product with the shown item (the first one if the request names none) and the paths of all its pictures, `image` first.
 */
export const ProductView = v.object({
  ...v.omit(Product, ['picture']).entries,
  item: ItemId,
  images: v.pipe(v.array(v.string()), v.minLength(1)),
});
export type ProductView = v.InferOutput<typeof ProductView>;

/** The options of a product, and the ids of items that are known to be sold out. */
export const OptionsView = v.object({
  ...v.pick(ProductView, ['id', 'item', 'optionName', 'options']).entries,
  soldOut: v.array(ItemId),
});
export type OptionsView = v.InferOutput<typeof OptionsView>;

/** The data for search engines and link previews. Price and rating are null if they took too long. */
export const HeadView = v.object({
  product: ProductView,
  price: v.nullable(Won),
  /** Whether the item can be ordered, or null if that took too long. */
  stock: v.optional(v.nullable(v.picklist(['in', 'low', 'out'])), null),
  rating: v.nullable(v.object({ average: v.number(), count: v.number() })),
});
export type HeadView = v.InferOutput<typeof HeadView>;

export type { ProductHints } from '@jogakbo/product-service/contract';

export const ShelfName = v.picklist(['popular', 'deals', 'new']);
export type ShelfName = v.InferOutput<typeof ShelfName>;

/** The largest number of products on a shelf. */
export const shelfSize = 12;
export const ShelfView = v.object({
  cards: v.array(Card),
  /** False if a team did not answer, so that cards lack its part. It is worth asking again soon. */
  complete: v.optional(v.boolean(), true),
});
export type ShelfView = v.InferOutput<typeof ShelfView>;

export const ItemQuery = v.object({ item: v.optional(ItemId) });

export const paths = {
  product: (id: string, item?: string) => withQuery(toPath`/products/${id}`, { item }),
  options: (id: string, item?: string) => withQuery(toPath`/products/${id}/options`, { item }),
  head: (id: string, item?: string) => withQuery(toPath`/products/${id}/head`, { item }),
  shelf: (shelf: ShelfName) => toPath`/shelves/${shelf}`,
};
