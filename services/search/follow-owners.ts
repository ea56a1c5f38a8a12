import type { D1Database } from '@cloudflare/workers-types';
import { createConsumer } from '@jogakbo/edge/consume-events';
import type { Settings } from '@jogakbo/edge/create-app';
import { createBackground } from '@jogakbo/edge/create-background';
import { createListingStore, type D1Like } from './listing-store.ts';
import { refreshListing } from './refresh-listing.ts';
import { createSources, type SourceBindings } from './sources.ts';
import { createTermStore } from './term-store.ts';

export type FollowerBindings = SourceBindings & Settings & { DB: D1Database; IDENTITY_KEY: string };

/** Updates the index after changes in the services that own its data. */
export const followOwners = createConsumer<FollowerBindings>('search-service', {
  'product.changed': refresh,
  'price.changed': refresh,
  'review.written': refresh,
  'review.changed': refresh,
  'review.withdrawn': refresh,
});

async function refresh(
  { data, trace }: { data: { productId: string }; trace?: string | undefined },
  env: FollowerBindings,
): Promise<[]> {
  const c = await createBackground(env, { audience: [], trace });
  // The real time, as a rebuild uses it.
  const generation = Date.now();
  const database: D1Like = env.DB;
  const stores = [createListingStore(database), createTermStore(database)] as const;
  await refreshListing(createSources(c, env), ...stores, data.productId, generation);
  return [];
}
