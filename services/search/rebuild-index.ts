import type { IndexReport } from './contract.ts';
import type { ListingStore } from './listing.ts';
import { rebuildPage } from './rebuild-page.ts';
import type { RebuildStore } from './rebuild-store.ts';
import type { Sources } from './sources.ts';
import type { TermStore } from './term-store.ts';

/** `source` is the source that could not be read. */
export type Rebuilt = { ok: true; report: IndexReport } | { ok: false; source: keyof Sources };

type Stores = {
  listings: Pick<ListingStore, 'replace'>;
  terms: Pick<TermStore, 'recount' | 'sweep'>;
  rebuilds: RebuildStore;
};

/** How much one call does: it ends after the page that reaches the products, so that it makes less than 32 calls. */
const most = { products: 1_000, pages: 4 };

/**
 * Does the next part of the rebuild that is under way, or starts one. Call it again until `done`; a caller that stops in between loses
 * nothing. Searches work meanwhile, and also if a source fails. Two callers at the same time do the work twice and end the same.
 *
 * @param now the real time, epoch milliseconds. DEV_NOW may go back, but a generation must be later than the ones before.
 */
export async function rebuildIndex(
  sources: Sources,
  { rebuilds, ...stores }: Stores,
  now: () => number,
): Promise<Rebuilt> {
  const tree = await sources.categories();
  if (!tree.ok) return { ok: false, source: 'categories' };
  let rebuild = await rebuilds.current(now());
  const enough = rebuild.products + most.products;
  for (let pages = 0; rebuild.after !== null && rebuild.products < enough && pages < most.pages; pages++) {
    const { after, generation } = rebuild;
    const page = await rebuildPage(sources, stores, {
      ...{ after, categories: tree.value, rebuild: generation, now: now() },
    });
    if (!page.ok) return page;
    if (page.next === null) await stores.terms.sweep(generation);
    const next = {
      generation,
      after: page.next,
      products: rebuild.products + page.products,
      written: rebuild.written + page.written,
      removed: rebuild.removed + page.removed,
    };
    await rebuilds.advance(rebuild, next);
    rebuild = next;
  }
  const { after, ...report } = rebuild;
  return { ok: true, report: { ...report, done: after === null } };
}
