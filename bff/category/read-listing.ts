import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { ListingPage, pageSize, paths } from '@jogakbo/search-service/contract';
import type { Sort } from './contract.ts';

/** One page of a list: ids in their order, which page that is, and how much there is in all. */
export type Listing = {
  ids: { productId: string; itemId: string }[];
  page: number;
  pages: number;
  total: number;
};

type ListingQuery = { category: string; sort?: Sort; page: number };

/** A page of a category's list from the read model; where a page beyond the last is asked for, the last one. */
export async function readListing(c: Caller, search: Binding, query: ListingQuery): Promise<Result<Listing>> {
  const asked = await call(c, search, paths.listings(query), ListingPage);
  if (!asked.ok) return asked;
  const pages = Math.max(1, Math.ceil(asked.value.total / pageSize));
  if (query.page <= pages) return { ok: true, value: { ...asked.value, page: query.page, pages } };
  const last = await call(c, search, paths.listings({ ...query, page: pages }), ListingPage);
  return last.ok ? { ok: true, value: { ...last.value, page: pages, pages } } : last;
}
