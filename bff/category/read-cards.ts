import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { toCardDetails } from '@jogakbo/edge/to-card-details';
import { toCards } from '@jogakbo/edge/to-cards';
import { paths as inventoryPaths, StockBatch } from '@jogakbo/inventory-service/contract';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import { PromiseBatch, paths as transportPaths } from '@jogakbo/transport-service/contract';
import type { ListView } from './contract.ts';
import type { Listing } from './read-listing.ts';

export type CardBindings = Record<'PRODUCT' | 'PRICING' | 'REVIEW' | 'INVENTORY' | 'TRANSPORT', Binding>;

/** Each team whose data is shown is asked once. The one that owns a thing's name must answer; the others may be missing. */
export async function readCards(
  c: Caller,
  bindings: CardBindings,
  ids: Listing['ids'],
): Promise<Result<Pick<ListView, 'cards' | 'complete'>>> {
  if (ids.length === 0) return { ok: true, value: { cards: [], complete: true } };
  const productIds = ids.map(({ productId }) => productId);
  const itemIds = ids.map(({ itemId }) => itemId);
  const [products, prices, ratings, stocks, promises] = await Promise.all([
    call(c, bindings.PRODUCT, productPaths.batch(productIds), ProductBatch),
    call(c, bindings.PRICING, pricePaths.ofItems(itemIds), PriceBatch, embellishing),
    call(c, bindings.REVIEW, reviewPaths.ofProducts(productIds), RatingBatch, embellishing),
    call(c, bindings.INVENTORY, inventoryPaths.ofItems(itemIds), StockBatch, embellishing),
    call(c, bindings.TRANSPORT, transportPaths.promises(), PromiseBatch, embellishing),
  ]);
  if (!products.ok) return products;
  const { complete, ...details } = toCardDetails({ prices, ratings, stocks, promises });
  return { ok: true, value: { cards: toCards(ids, products.value.products, details), complete } };
}

/** Well below a page's deadline, so that a list does without what hangs. */
const embellishing = { within: 800 };
