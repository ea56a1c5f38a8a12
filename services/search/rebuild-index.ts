import type { Result } from '@jogakbo/edge/call';
import type { IndexReport } from './contract.ts';
import type { ListingStore } from './listing.ts';
import type { Page, Sources } from './sources.ts';
import type { TermStore } from './term-store.ts';
import { toListings } from './to-listings.ts';

/** `source` is the source that could not be read. */
export type Rebuilt = { ok: true; report: IndexReport } | { ok: false; source: keyof Sources };

/**
 * Rebuilds the index: writes every product again, then removes the products that were not written. Searches keep finding the old
 * listings during the rebuild, and also if a source fails. Two rebuilds at the same time do the work twice and end the same.
 *
 * @param generation the time of the rebuild, epoch milliseconds; later than every generation before
 */
export async function rebuildIndex(
  sources: Sources,
  store: Pick<ListingStore, 'put' | 'sweep'>,
  terms: Pick<TermStore, 'recount' | 'sweep'>,
  generation: number,
): Promise<Rebuilt> {
  const [categories, prices, ratings] = await Promise.all([
    sources.categories(),
    readAll(sources.prices),
    readAll(sources.ratings),
  ]);
  if (!categories.ok) return { ok: false, source: 'categories' };
  if (!prices) return { ok: false, source: 'prices' };
  if (!ratings) return { ok: false, source: 'ratings' };
  const details = {
    priceOf: new Map(prices.map((price) => [price.productId, price])),
    ratingOf: new Map(ratings.map((rating) => [rating.productId, rating])),
    parentOf: new Map(categories.value.map(({ slug, parent }) => [slug, parent])),
  };

  let count = 0;
  const complete = await eachPage(sources.products, async (products) => {
    const listings = toListings(products, details);
    await store.put(listings, generation);
    await terms.recount(listings, generation);
    count += listings.length;
  });
  if (!complete) return { ok: false, source: 'products' };
  await terms.sweep(generation);
  return { ok: true, report: { products: count, removed: await store.sweep(generation), generation } };
}

type ReadPage<Row> = (after: string) => Promise<Result<Page<Row>>>;

async function readAll<Row>(readPage: ReadPage<Row>): Promise<Row[] | undefined> {
  const all: Row[] = [];
  const complete = await eachPage(readPage, async (rows) => {
    for (const row of rows) all.push(row);
  });
  return complete ? all : undefined;
}

/** @returns false if a page could not be read */
async function eachPage<Row>(
  readPage: ReadPage<Row>,
  take: (rows: Row[]) => Promise<void>,
): Promise<boolean> {
  for (let after: string | null = ''; after !== null; ) {
    const page: Result<Page<Row>> = await readPage(after);
    // A source that gives the same page again would be read forever.
    if (!page.ok || page.value.next === after) return false;
    await take(page.value.rows);
    after = page.value.next;
  }
  return true;
}
