import { type CardOwners, readCards } from '@jogakbo/cards/read-cards';
import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { ListingPage, type Sort, paths as searchPaths } from '@jogakbo/search-service/contract';
import { type ShelfName, type ShelfView, shelfSize } from './contract.ts';

export type ShelfBindings = CardOwners & { SEARCH: Binding };

const sortOf: Record<ShelfName, Sort> = { popular: 'relevance', deals: 'discount', new: 'newest' };

/** Reads the cards of a shelf: the first products of the whole shop in the shelf's order. */
export async function readShelf(
  c: Caller,
  bindings: ShelfBindings,
  shelf: ShelfName,
): Promise<Result<ShelfView>> {
  const listing = await call(c, bindings.SEARCH, searchPaths.listings({ sort: sortOf[shelf] }), ListingPage);
  if (!listing.ok) return listing;
  return readCards(c, { owners: bindings, list: listing.value.ids.slice(0, shelfSize) });
}
