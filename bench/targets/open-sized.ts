import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createListingStore } from '../../services/search/listing-store.ts';
import { createTermStore } from '../../services/search/term-store.ts';
import { type CountedDatabase, countReads } from '../../tests/count-reads.helper.ts';
import { openShop, type Shop } from '../../tests/open-shop.helper.ts';
import { uncounted } from './uncounted.ts';

/** A shop with a number of products. */
export type Sized = {
  size: number;
  shop: Shop;
  /** Starts another shop with the same data. */
  options: Parameters<typeof openShop>[0];
  /** The ids of some products. */
  products: string[];
  /** The database of search, which counts what it reads. */
  index: CountedDatabase;
  stores: { listings: ReturnType<typeof createListingStore>; terms: ReturnType<typeof createTermStore> };
  /** Bytes of a product in the database of search. */
  bytes: number;
  /** Stops the shop and keeps its data. */
  stop(): Promise<void>;
  /** Stops the shop and removes its data. */
  close(): Promise<void>;
};

/** Starts a shop whose databases are filled as files, like those of `bun run dev --products`. */
export async function openSized(size: number): Promise<Sized> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-sized-'));
  const settings = { REDIS_TIMEOUT: '5000', PASSWORD_COST: '10' };
  const options = { stateDirectory, products: size, settings, crons: false };
  const shop = await openShop({ ...uncounted, ...options });
  const index = countReads(await shop.databaseOf('search-service'));
  const { results } = await (await shop.databaseOf('product-service'))
    .prepare('SELECT id FROM product LIMIT 200')
    .all<{ id: string }>();
  const { meta } = await index.prepare('SELECT 1').run();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= shop.close({ keep: true });
    return stopped;
  };
  return {
    ...{ size, shop, options, index, stop },
    products: results.map(({ id }) => id),
    stores: { listings: createListingStore(index), terms: createTermStore(index) },
    bytes: meta.size_after / size,
    async close() {
      await stop();
      await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}
