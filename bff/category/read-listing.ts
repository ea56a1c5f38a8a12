import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { ListingPage, pageSize, paths as searchPaths } from '@jogakbo/search-service/contract';
import type { Sort } from './contract.ts';

/** One page of a list: ids in their order, the number of the page, and the total. */
export type Listing = {
  ids: { productId: string; itemId: string }[];
  page: number;
  pages: number;
  total: number;
  near?: string | undefined;
};

type ListingQuery = { category: string; sort?: Sort; page: number; near?: string | undefined };

/** Reads a page of a category's list from search. A page beyond the last one gives the last one. */
export async function readListing(c: Caller, search: Binding, query: ListingQuery): Promise<Result<Listing>> {
  const asked = await call(c, search, searchPaths.listings(query), ListingPage);
  if (!asked.ok) return asked;
  const pages = Math.max(1, Math.ceil(asked.value.total / pageSize));
  if (query.page <= pages)
    return { ok: true, value: { ...asked.value, page: asked.value.page ?? query.page, pages } };
  const last = await call(c, search, searchPaths.listings({ ...query, page: pages }), ListingPage);
  return last.ok ? { ok: true, value: { ...last.value, page: pages, pages } } : last;
}
