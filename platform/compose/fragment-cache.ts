import type { Clock } from './clock.ts';
import type { Freshness } from './freshness.ts';

/** A fragment's answer as it is kept. */
export type Copy = { html: string; version: string; status: 200 | 204 };

/** `stale` may be served while it is renewed; `expired` only where renewing fails. */
export type Age = 'fresh' | 'stale' | 'expired';

type Entry = {
  copy: Copy;
  tags: string[];
  freshUntil: number;
  staleUntil: number;
  errorUntil: number;
  size: number;
};

export type FragmentCache = ReturnType<typeof createFragmentCache>;

/**
 * Copies of shared fragments in an isolate's memory, bounded in bytes; the one that was read longest ago goes first.
 * Holds plain values only, as workerd forbids one request to wait on another's I/O: who renews a key is therefore a lease
 * that runs out by itself, so a request that is cancelled while it holds one blocks nobody for long.
 *
 * @param limit the bytes all copies together may take
 */
export function createFragmentCache(limit: number, clock: Clock) {
  const entries = new Map<string, Entry>();
  const leases = new Map<string, number>();
  let total = 0;

  return {
    /** The copy under `key` and its age, or undefined where there is none that may be served at all. */
    get(key: string): { copy: Copy; age: Age } | undefined {
      const entry = entries.get(key);
      if (!entry) return undefined;
      const now = clock.now();
      if (now >= entry.staleUntil && now >= entry.errorUntil) {
        remove(key);
        return undefined;
      }
      entries.delete(key);
      entries.set(key, entry);
      return {
        copy: entry.copy,
        age: now < entry.freshUntil ? 'fresh' : now < entry.staleUntil ? 'stale' : 'expired',
      };
    },

    set(key: string, copy: Copy, freshness: Freshness, tags: string[]): void {
      remove(key);
      const size = bytesPerCharacter * (copy.html.length + key.length) + entryOverhead;
      if (size > limit) return;
      const freshUntil = clock.now() + freshness.fresh * 1_000;
      entries.set(key, {
        copy,
        tags,
        size,
        freshUntil,
        staleUntil: freshUntil + freshness.whileRevalidate * 1_000,
        errorUntil: freshUntil + freshness.ifError * 1_000,
      });
      total += size;
      for (const oldest of entries.keys()) {
        if (total <= limit) break;
        remove(oldest);
      }
    },

    /** Removes a copy that may not be shown any more. */
    drop: remove,

    /** Ends the freshness of every copy that bears `tag`: the next reader fetches anew, the copy stays for errors. */
    expire(tag: string): void {
      const now = clock.now();
      for (const entry of entries.values()) {
        if (!entry.tags.includes(tag)) continue;
        entry.freshUntil = Math.min(entry.freshUntil, now);
        entry.staleUntil = Math.min(entry.staleUntil, now);
      }
    },

    /** Whether the caller is the one to renew `key` now; for the next `milliseconds` nobody else is told so. */
    lease(key: string, milliseconds: number): boolean {
      const now = clock.now();
      if ((leases.get(key) ?? 0) > now) return false;
      if (leases.size >= maxLeases) leases.clear();
      leases.set(key, now + milliseconds);
      return true;
    },

    release(key: string): void {
      leases.delete(key);
    },

    clear(): void {
      entries.clear();
      leases.clear();
      total = 0;
    },

    get bytes(): number {
      return total;
    },
  };

  function remove(key: string): void {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    total -= entry.size;
  }
}

// Two as text, and up to three as the bytes of its element.
const bytesPerCharacter = 5;
// A Map entry, its object and its strings' headers, rounded up.
const entryOverhead = 256;
const maxLeases = 10_000;
