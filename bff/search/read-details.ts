import { type Binding, type Caller, call } from '@jogakbo/edge/call';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import type { Details } from './to-cards.ts';

export type CardBindings = Record<'SEARCH' | 'PRODUCT' | 'PRICING' | 'REVIEW', Binding>;
export type SearchCaller = Caller & { env: CardBindings };

/** Milliseconds after which a list is shown without what is missing. */
const patience = { within: 700 };

/** What the teams know of the products of a list, one batch each. `complete` is false where one of them gave no answer. */
export async function readDetails(
  c: SearchCaller,
  list: readonly { productId: string }[],
): Promise<Details & { complete: boolean }> {
  if (list.length === 0) return { products: [], prices: [], ratings: [], complete: true };
  const ids = list.map(({ productId }) => productId);
  const [products, prices, ratings] = await Promise.all([
    call(c, c.env.PRODUCT, productPaths.batch(ids), ProductBatch, patience),
    call(c, c.env.PRICING, pricePaths.ofProducts(ids), PriceBatch, patience),
    call(c, c.env.REVIEW, reviewPaths.ofProducts(ids), RatingBatch, patience),
  ]);
  return {
    products: products.ok ? products.value.products : null,
    prices: prices.ok ? prices.value.prices : null,
    ratings: ratings.ok ? ratings.value.ratings : null,
    complete: products.ok && prices.ok && ratings.ok,
  };
}
