import { type Binding, type Caller, call } from '@jogakbo/edge/call';
import { toCardDetails } from '@jogakbo/edge/to-card-details';
import { paths as inventoryPaths, StockBatch } from '@jogakbo/inventory-service/contract';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import { PromiseBatch, paths as transportPaths } from '@jogakbo/transport-service/contract';
import type { Details } from './to-result-cards.ts';

export type CardBindings = Record<
  'SEARCH' | 'PRODUCT' | 'PRICING' | 'REVIEW' | 'INVENTORY' | 'TRANSPORT',
  Binding
>;
export type SearchCaller = Caller & { env: CardBindings };

/** Milliseconds after which a list is shown without what is missing. */
const patience = { within: 700 };

/** What the teams know of the products of a list, one batch each. `complete` is false where one of them gave no answer. */
export async function readDetails(
  c: SearchCaller,
  list: readonly { productId: string; itemId: string }[],
): Promise<Details & { complete: boolean }> {
  if (list.length === 0) return { products: [], complete: true };
  const ids = list.map(({ productId }) => productId);
  const items = list.map(({ itemId }) => itemId);
  const [products, prices, ratings, stocks, promises] = await Promise.all([
    call(c, c.env.PRODUCT, productPaths.batch(ids), ProductBatch, patience),
    call(c, c.env.PRICING, pricePaths.ofProducts(ids), PriceBatch, patience),
    call(c, c.env.REVIEW, reviewPaths.ofProducts(ids), RatingBatch, patience),
    call(c, c.env.INVENTORY, inventoryPaths.ofItems(items), StockBatch, patience),
    call(c, c.env.TRANSPORT, transportPaths.promises(), PromiseBatch, patience),
  ]);
  const details = toCardDetails({ prices, ratings, stocks, promises });
  return {
    ...details,
    products: products.ok ? products.value.products : null,
    complete: products.ok && details.complete,
  };
}
