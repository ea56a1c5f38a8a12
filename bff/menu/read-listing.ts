import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import type { Selection } from '@jogakbo/menu-service/contract';
import { ListingPage, mostPages, pageSize, paths as searchPaths } from '@jogakbo/search-service/contract';

/** One page of a list: ids in their order, and the number of the page. */
export type Listing = {
  ids: { productId: string; itemId: string }[];
  page: number;
  pages: number;
};

/** A campaign shows at most as many products as can be reached by the number of a page. */
const most = mostPages * pageSize;

/** Reads a page of the products that a campaign selects. A page beyond the last one gives the last one. */
export async function readListing(
  c: Caller,
  search: Binding,
  selection: Selection | null,
  page: number,
): Promise<Result<Listing>> {
  if (!selection) return { ok: true, value: { ids: [], page: 1, pages: 1 } };
  const { limit = most, ...query } = selection;
  const furthest = Math.min(page, Math.ceil(limit / pageSize));
  const asked = await call(c, search, searchPaths.listings({ ...query, page: furthest }), ListingPage);
  if (!asked.ok) return asked;
  const total = Math.min(asked.value.total, limit);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (furthest > pages) return readListing(c, search, selection, pages);
  const ids = asked.value.ids.slice(0, total - (furthest - 1) * pageSize);
  return { ok: true, value: { ids, page: furthest, pages } };
}
