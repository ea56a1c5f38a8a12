import { Card } from '@jogakbo/contracts/card';
import { ItemId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { Product } from '@jogakbo/product-service/contract';
import * as v from 'valibot';

/**
 * A product with the item that is looked at, the first one where none was named, and the paths of all its pictures,
 * `image` first.
 */
export const ProductView = v.object({
  ...v.omit(Product, ['picture']).entries,
  item: ItemId,
  images: v.pipe(v.array(v.string()), v.minLength(1)),
});
export type ProductView = v.InferOutput<typeof ProductView>;

/** The options of a product; the ids of those that are known to be sold out. */
export const OptionsView = v.object({
  ...v.pick(ProductView, ['id', 'item', 'optionName', 'options']).entries,
  soldOut: v.array(ItemId),
});
export type OptionsView = v.InferOutput<typeof OptionsView>;

/** What search engines and link previews are told. Offer and rating are null where they took too long. */
export const HeadView = v.object({
  product: ProductView,
  price: v.nullable(Won),
  /** Whether the item can be ordered; null where that took too long. */
  stock: v.optional(v.nullable(v.picklist(['in', 'low', 'out'])), null),
  rating: v.nullable(v.object({ average: v.number(), count: v.number() })),
});
export type HeadView = v.InferOutput<typeof HeadView>;

export const Shelf = v.picklist(['popular', 'deals', 'new']);
export type Shelf = v.InferOutput<typeof Shelf>;

/** How many products a shelf holds at most. */
export const shelfSize = 12;
export const ShelfView = v.object({
  cards: v.array(Card),
  /** False where a team that cards show something of gave no answer, so that it is worth asking again soon. */
  complete: v.optional(v.boolean(), true),
});
export type ShelfView = v.InferOutput<typeof ShelfView>;

export const ItemQuery = v.object({ item: v.optional(ItemId) });

export const paths = {
  product: (id: string, item?: string) => withQuery(toPath`/products/${id}`, { item }),
  options: (id: string, item?: string) => withQuery(toPath`/products/${id}/options`, { item }),
  head: (id: string, item?: string) => withQuery(toPath`/products/${id}/head`, { item }),
  shelf: (shelf: Shelf) => toPath`/shelves/${shelf}`,
};
