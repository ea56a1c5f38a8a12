import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import { ListingPage, type Sort, paths as searchPaths } from '@jogakbo/search-service/contract';
import { type Shelf, type ShelfView, shelfSize } from './contract.ts';
import { toCards } from './to-cards.ts';

export type ShelfBindings = { PRODUCT: Binding; PRICING: Binding; REVIEW: Binding; SEARCH: Binding };

const sortOf: Record<Shelf, Sort> = { popular: 'relevance', deals: 'discount', new: 'newest' };

/** A shelf is search's order of the whole shop; each team whose data it shows is asked once. */
export async function readShelf(
  c: Caller,
  bindings: ShelfBindings,
  shelf: Shelf,
): Promise<Result<ShelfView>> {
  const listing = await call(c, bindings.SEARCH, searchPaths.listings({ sort: sortOf[shelf] }), ListingPage);
  if (!listing.ok) return listing;
  const ids = listing.value.ids.slice(0, shelfSize).map(({ productId }) => productId);
  if (ids.length === 0) return { ok: true, value: { cards: [] } };
  const [products, prices, ratings] = await Promise.all([
    call(c, bindings.PRODUCT, productPaths.batch(ids), ProductBatch),
    call(c, bindings.PRICING, pricePaths.ofProducts(ids), PriceBatch),
    call(c, bindings.REVIEW, reviewPaths.ofProducts(ids), RatingBatch),
  ]);
  if (!products.ok) return products;
  const found = new Map(products.value.products.map((product) => [product.id, product]));
  const inOrder = ids.flatMap((id) => found.get(id) ?? []);
  const cards = toCards(
    inOrder,
    prices.ok ? prices.value.prices : [],
    ratings.ok ? ratings.value.ratings : [],
  );
  return { ok: true, value: { cards } };
}
