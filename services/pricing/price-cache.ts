import type { Breaker } from '@jogakbo/edge/create-breaker';
import * as v from 'valibot';
import { Price } from './contract.ts';
import type { PriceStore } from './price-store.ts';

/** The calls of Redis that the cache uses. */
export type CacheClient = {
  mget(...keys: string[]): Promise<unknown[]>;
  del(...keys: string[]): Promise<unknown>;
  pipeline(): {
    set(key: string, value: unknown, options: { ex: number }): unknown;
    exec(): Promise<unknown>;
  };
};

type Options = {
  cache: CacheClient;
  breaker: Breaker;
  waitUntil: (work: Promise<unknown>) => void;
  /** Bypasses the cache for reading, and writes into it. */
  fresh?: boolean;
};

type PriceCache = PriceStore & {
  /** Removes changed prices from the cache. */
  drop(...prices: Price[]): Promise<void>;
};

/** Seconds for which a price is cached. */
const priceLifetimeSeconds = 60;

/** Reads a price store through a cache. A cache that fails, hangs or holds nonsense only costs time. */
export function createPriceCache(store: PriceStore, options: Options): PriceCache {
  const { cache, breaker, waitUntil, fresh = false } = options;
  return {
    ofItems: (ids) => readThrough('item', ids, store.ofItems, ({ itemId }) => itemId),
    ofProducts: (ids) => readThrough('product', ids, store.ofProducts, ({ productId }) => productId),
    async drop(...prices) {
      const keys = prices.flatMap(({ itemId, productId }) => [
        toKey('item', itemId),
        toKey('product', productId),
      ]);
      if (keys.length > 0) await breaker.run(() => cache.del(...keys), undefined);
    },
  };

  async function readThrough(
    kind: string,
    ids: string[],
    load: (ids: string[]) => Promise<Price[]>,
    idOf: (price: Price) => string,
  ): Promise<Price[]> {
    const keyOf = (id: string) => toKey(kind, id);
    const asked = fresh ? [] : ids.map(keyOf);
    const cached = asked.length > 0 ? await breaker.run(() => cache.mget(...asked), []) : [];
    const known = cached.flatMap((value) => {
      const parsed = v.safeParse(Price, value);
      return parsed.success ? [parsed.output] : [];
    });
    const found = new Set(known.map(idOf));
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length === 0) return known;
    const loaded = await load(missing);
    if (loaded.length > 0) {
      const writes = cache.pipeline();
      for (const price of loaded) writes.set(keyOf(idOf(price)), price, { ex: priceLifetimeSeconds });
      waitUntil(breaker.run(() => writes.exec(), undefined));
    }
    return [...known, ...loaded];
  }
}

function toKey(kind: string, id: string): string {
  return `price:${kind}:${id}`;
}
