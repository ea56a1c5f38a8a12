import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { createServiceCaller } from '@jogakbo/edge/create-service-caller';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import type { D1Like } from './d1-like.ts';
import { createListingStore } from './listing-store.ts';
import { refreshListings } from './refresh-listings.ts';
import type { SearchService } from './search-service.ts';
import { createSources } from './sources.ts';
import { createTermStore } from './term-store.ts';

/** Updates the index after changes in the services that own its data. A batch of events reads each owner once. */
export const followOwners = {
  types: [
    'product.changed',
    'price.changed',
    'review.written',
    'review.changed',
    'review.withdrawn',
  ] as const,
  async take(events: DomainEvent[], c: ServiceContext<SearchService>): Promise<void> {
    const ids = new Set(events.flatMap(({ data }) => ('productId' in data ? [data.productId] : [])));
    const caller = await createServiceCaller(c, { audience: [] });
    const database: D1Like = c.env.DB;
    const stores = { listings: createListingStore(database), terms: createTermStore(database) };
    // The real time, as for a rebuild.
    await refreshListings(createSources(caller, c.env), stores, [...ids], Date.now());
  },
};
