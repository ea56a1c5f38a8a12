import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import { Price } from '@jogakbo/pricing-service/contract';
import { Badge } from '@jogakbo/product-service/contract';
import * as v from 'valibot';

/** The price on a product page, with the badges beside it. There are no badges if the product team takes too long. */
export const PriceView = v.object({ ...Price.entries, badges: v.array(Badge) });
export type PriceView = v.InferOutput<typeof PriceView>;

/** A product and one of its items. Without an item it is the product's first one. */
export const PriceQuery = v.object({ product: ProductId, item: v.optional(ItemId) });

export const paths = {
  price: (product: string, item?: string) => withQuery('/price', { product, item }),
};
