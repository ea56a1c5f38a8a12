import type { Result } from '@jogakbo/edge/call';
import type { ListingStore } from './listing.ts';
import type { Page, Sources } from './sources.ts';
import type { TermStore } from './term-store.ts';
import { type Category, toListings } from './to-listings.ts';

/** `next` is where the next page begins, null at the end. `source` is the source that could not be read. */
type RebuiltPage =
  | { ok: true; next: string | null; products: number; written: number; removed: number }
  | { ok: false; source: keyof Sources };

type Stores = { listings: Pick<ListingStore, 'replace'>; terms: Pick<TermStore, 'recount'> };

/**
 * Rebuilds the listings of one page of products: reads them with their prices and ratings, writes those that differ, and removes
 * products that are no longer for sale. If a source fails, nothing is written.
 *
 * @param after the last product id of the page before, '' for the first page
 * @param rebuild the generation of the whole rebuild, for counting words
 * @param now gives the time before this page is read, epoch milliseconds; a listing that was read later stays
 */
export async function rebuildPage(
  sources: Pick<Sources, 'products' | 'prices' | 'ratings'>,
  { listings: store, terms }: Stores,
  {
    after,
    categories,
    rebuild,
    now,
  }: { after: string; categories: Category[]; rebuild: number; now: number },
): Promise<RebuiltPage> {
  const page = await sources.products(after);
  if (!page.ok) return { ok: false, source: 'products' };
  const { rows: products, next } = page.value;
  // Any other answer would remove products, or be read forever.
  if (next !== null && (next <= after || next !== products.at(-1)?.id))
    return { ok: false, source: 'products' };
  const [prices, ratings] = await Promise.all([
    readRange(sources.prices, after, next),
    readRange(sources.ratings, after, next),
  ]);
  if (!prices) return { ok: false, source: 'prices' };
  if (!ratings) return { ok: false, source: 'ratings' };
  const listings = toListings(products, {
    priceOf: new Map(prices.map((price) => [price.productId, price])),
    ratingOf: new Map(ratings.map((rating) => [rating.productId, rating])),
    parentOf: new Map(categories.map(({ slug, parent }) => [slug, parent])),
  });
  const replaced = await store.replace({ after, last: next }, listings, now);
  await terms.recount(listings, rebuild);
  return { ok: true, next, products: listings.length, ...replaced };
}

/** Reads pages until they reach the product `last`. @returns undefined if one of them could not be read */
async function readRange<Row>(
  readPage: (after: string) => Promise<Result<Page<Row>>>,
  after: string,
  last: string | null,
): Promise<Row[] | undefined> {
  const all: Row[] = [];
  for (let from = after; ; ) {
    const page = await readPage(from);
    if (!page.ok) return undefined;
    const { rows, next } = page.value;
    all.push(...rows);
    if (next === null || (last !== null && next >= last)) return all;
    if (next <= from) return undefined;
    from = next;
  }
}
