import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { toCardDetails } from '@jogakbo/edge/to-card-details';
import { toCards } from '@jogakbo/edge/to-cards';
import { paths as inventoryPaths, StockBatch } from '@jogakbo/inventory-service/contract';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import { ListingPage, type Sort, paths as searchPaths } from '@jogakbo/search-service/contract';
import { PromiseBatch, paths as transportPaths } from '@jogakbo/transport-service/contract';
import { type Shelf, type ShelfView, shelfSize } from './contract.ts';

export type ShelfBindings = Record<
  'PRODUCT' | 'PRICING' | 'REVIEW' | 'SEARCH' | 'INVENTORY' | 'TRANSPORT',
  Binding
>;

const sortOf: Record<Shelf, Sort> = { popular: 'relevance', deals: 'discount', new: 'newest' };

/** Well below a page's deadline, so that a shelf does without what hangs. */
const embellishing = { within: 800 };

/** A shelf is search's order of the whole shop; each team whose data it shows is asked once. */
export async function readShelf(
  c: Caller,
  bindings: ShelfBindings,
  shelf: Shelf,
): Promise<Result<ShelfView>> {
  const listing = await call(c, bindings.SEARCH, searchPaths.listings({ sort: sortOf[shelf] }), ListingPage);
  if (!listing.ok) return listing;
  const list = listing.value.ids.slice(0, shelfSize);
  if (list.length === 0) return { ok: true, value: { cards: [], complete: true } };
  const ids = list.map(({ productId }) => productId);
  const items = list.map(({ itemId }) => itemId);
  const [products, prices, ratings, stocks, promises] = await Promise.all([
    call(c, bindings.PRODUCT, productPaths.batch(ids), ProductBatch),
    call(c, bindings.PRICING, pricePaths.ofProducts(ids), PriceBatch, embellishing),
    call(c, bindings.REVIEW, reviewPaths.ofProducts(ids), RatingBatch, embellishing),
    call(c, bindings.INVENTORY, inventoryPaths.ofItems(items), StockBatch, embellishing),
    call(c, bindings.TRANSPORT, transportPaths.promises(), PromiseBatch, embellishing),
  ]);
  if (!products.ok) return products;
  const { complete, ...details } = toCardDetails({ prices, ratings, stocks, promises });
  return { ok: true, value: { cards: toCards(list, products.value.products, details), complete } };
}
