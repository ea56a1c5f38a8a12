import type { IndexReport } from './contract.ts';
import type { ListingStore } from './listing.ts';
import { rebuildPage } from './rebuild-page.ts';
import type { Sources } from './sources.ts';
import type { TermStore } from './term-store.ts';

/** `source` is the source that could not be read. */
export type Rebuilt = { ok: true; report: IndexReport } | { ok: false; source: keyof Sources };

/**
 * Rebuilds the index page by page. Searches keep finding the old listings of the pages that are not rebuilt yet, and also if a source
 * fails. Two rebuilds at the same time do the work twice and end the same.
 *
 * @param generation the time of the rebuild, epoch milliseconds; later than every generation before
 */
export async function rebuildIndex(
  sources: Sources,
  stores: { listings: Pick<ListingStore, 'replace'>; terms: Pick<TermStore, 'recount' | 'sweep'> },
  generation: number,
): Promise<Rebuilt> {
  const tree = await sources.categories();
  if (!tree.ok) return { ok: false, source: 'categories' };
  let [products, removed] = [0, 0];
  for (let after: string | null = ''; after !== null; ) {
    const page = await rebuildPage(sources, stores, {
      ...{ after, categories: tree.value, rebuild: generation, now: Date.now() },
    });
    if (!page.ok) return page;
    products += page.products;
    removed += page.removed;
    after = page.next;
  }
  await stores.terms.sweep(generation);
  return { ok: true, report: { products, removed, generation } };
}
