import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import { Price } from '@jogakbo/pricing-service/contract';
import { Badge } from '@jogakbo/product-service/contract';
import * as v from 'valibot';

/** The price a product page shows, with the badges that stand beside it; none where the product team takes too long. */
export const PriceView = v.object({ ...Price.entries, badges: v.array(Badge) });
export type PriceView = v.InferOutput<typeof PriceView>;

/** A product, and one of its items; the first where none is named. */
export const PriceQuery = v.object({ product: ProductId, item: v.optional(ItemId) });

export const paths = {
  price: (product: string, item?: string) => withQuery('/price', { product, item }),
};
