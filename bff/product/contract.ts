import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { Badge, Product } from '@jogakbo/product-service/contract';
import * as v from 'valibot';

/** A product with the item that is looked at; the first one where none was named. */
export const ProductView = v.object({ ...v.omit(Product, ['picture']).entries, item: ItemId });
export type ProductView = v.InferOutput<typeof ProductView>;

/** What search engines and link previews are told. Offer and rating are null where they took too long. */
export const HeadView = v.object({
  product: ProductView,
  price: v.nullable(Won),
  rating: v.nullable(v.object({ average: v.number(), count: v.number() })),
});
export type HeadView = v.InferOutput<typeof HeadView>;

export const CardView = v.object({
  id: ProductId,
  itemId: ItemId,
  title: v.string(),
  image: v.string(),
  badges: v.array(Badge),
  price: v.nullable(v.object({ list: Won, final: Won, discountPercent: v.number() })),
  rating: v.nullable(v.object({ average: v.number(), count: v.number() })),
});
export type CardView = v.InferOutput<typeof CardView>;

export const Shelf = v.picklist(['popular', 'deals', 'new']);
export type Shelf = v.InferOutput<typeof Shelf>;
export const ShelfView = v.object({ cards: v.array(CardView) });

export const ItemQuery = v.object({ item: v.optional(ItemId) });

export const paths = {
  product: (id: string, item?: string) => `/products/${id}${item ? `?item=${item}` : ''}`,
  head: (id: string, item?: string) => `/products/${id}/head${item ? `?item=${item}` : ''}`,
  shelf: (shelf: Shelf) => `/shelves/${shelf}`,
};
