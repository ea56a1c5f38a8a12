import type { Result } from '@jogakbo/edge/call';
import type { ListingStore } from './listing.ts';
import type { Sources } from './sources.ts';
import type { TermStore } from './term-store.ts';
import { toListings } from './to-listings.ts';

/** The most products in one call to an owner. */
const mostProducts = 100;

type Stores = { listings: Pick<ListingStore, 'put' | 'remove'>; terms: Pick<TermStore, 'add'> };

/**
 * Reads products from the services that own their data and puts them into the index, or removes those that are no longer for sale. The
 * events have no data but the product's id, so their order does not matter.
 *
 * @param generation the time before reading, epoch milliseconds; a row that was read later is never replaced
 * @throws {Error} if a service does not answer
 */
export async function refreshListings(
  sources: Pick<Sources, 'productsOf' | 'pricesOf' | 'ratingsOf' | 'categories'>,
  { listings: store, terms }: Stores,
  productIds: readonly string[],
  generation: number,
): Promise<void> {
  for (let start = 0; start < productIds.length; start += mostProducts) {
    const ids = productIds.slice(start, start + mostProducts);
    const [products, prices, ratings, categories] = await Promise.all([
      sources.productsOf(ids),
      sources.pricesOf(ids),
      sources.ratingsOf(ids),
      sources.categories(),
    ]);
    const listings = toListings(valueFrom(products, 'products'), {
      priceOf: new Map(valueFrom(prices, 'prices').map((each) => [each.productId, each])),
      ratingOf: new Map(valueFrom(ratings, 'ratings').map((each) => [each.productId, each])),
      parentOf: new Map(valueFrom(categories, 'categories').map(({ slug, parent }) => [slug, parent])),
    });
    const kept = new Set(listings.map(({ productId }) => productId));
    await store.remove(
      ids.filter((id) => !kept.has(id)),
      generation,
    );
    if (listings.length === 0) continue;
    const written = await store.put(listings, generation);
    if (written > 0) await terms.add(listings, generation);
  }
}

function valueFrom<Value>(result: Result<Value>, source: string): Value {
  if (result.ok) return result.value;
  throw new Error(`The ${source} could not be read: ${result.reason}`);
}
