import type { EventHandlers } from '@jogakbo/edge/create-service';
import { createServiceCaller } from '@jogakbo/edge/create-service-caller';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import type { D1Like } from './d1-like.ts';
import { createListingStore } from './listing-store.ts';
import { refreshListing } from './refresh-listing.ts';
import type { SearchService } from './search-service.ts';
import { createSources } from './sources.ts';
import { createTermStore } from './term-store.ts';

/** Updates the index after changes in the services that own its data. */
export const followOwners = {
  'product.changed': refresh,
  'price.changed': refresh,
  'review.written': refresh,
  'review.changed': refresh,
  'review.withdrawn': refresh,
} satisfies EventHandlers<SearchService, []>;

async function refresh(
  { data }: { data: { productId: string } },
  c: ServiceContext<SearchService>,
): Promise<[]> {
  const caller = await createServiceCaller(c, { audience: [] });
  // The real time, as for a rebuild.
  const generation = Date.now();
  const database: D1Like = c.env.DB;
  const stores = [createListingStore(database), createTermStore(database)] as const;
  await refreshListing(createSources(caller, c.env), ...stores, data.productId, generation);
  return [];
}
