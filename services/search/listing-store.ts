import type { D1Like } from './d1-like.ts';
import type { ListingStore } from './listing.ts';
import { readList } from './read-list.ts';
import { haveMatches, searchListings, suggestListings } from './search-listings.ts';
import { putListings, removeListings, replaceListings } from './write-listings.ts';

export function createListingStore(db: D1Like): ListingStore {
  return {
    put: (listings, generation) => putListings(db, listings, generation),
    replace: (range, listings, generation) => replaceListings(db, range, listings, generation),
    remove: (productIds, generation) => removeListings(db, productIds, generation),
    list: (query) => readList(db, query),
    search: (query) => searchListings(db, query),
    haveMatches: (forms) => haveMatches(db, forms),
    suggest: (forms, limit, category) => suggestListings(db, forms, limit, category),
  };
}
