import type { Result } from '@jogakbo/edge/call';
import type { ListingStore } from './listing.ts';
import type { Sources } from './sources.ts';
import type { TermStore } from './term-store.ts';
import { toListings } from './to-listings.ts';

/**
 * Reads a product from the services that own its data and puts it into the index, or removes it if it is no longer for sale. The
 * event has no data but the product's id, so the order of events does not matter.
 *
 * @param generation the time before reading, epoch milliseconds; a row that was read later is never replaced
 * @throws {Error} if a service does not answer
 */
export async function refreshListing(
  sources: Pick<Sources, 'product' | 'price' | 'rating' | 'categories'>,
  store: Pick<ListingStore, 'put' | 'remove'>,
  terms: Pick<TermStore, 'add'>,
  productId: string,
  generation: number,
): Promise<void> {
  const [product, price, rating, categories] = await Promise.all([
    sources.product(productId),
    sources.price(productId),
    sources.rating(productId),
    sources.categories(),
  ]);
  const [listing] = toListings(valueFrom(product, 'product'), {
    priceOf: new Map(valueFrom(price, 'price').map((each) => [each.productId, each])),
    ratingOf: new Map(valueFrom(rating, 'rating').map((each) => [each.productId, each])),
    parentOf: new Map(valueFrom(categories, 'categories').map(({ slug, parent }) => [slug, parent])),
  });
  if (!listing) return store.remove([productId], generation);
  await store.put([listing], generation);
  await terms.add([listing], generation);
}

function valueFrom<Value>(result: Result<Value>, source: string): Value {
  if (result.ok) return result.value;
  throw new Error(`The ${source} could not be read: ${result.reason}`);
}
