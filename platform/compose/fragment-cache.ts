import type { Clock } from './clock.ts';
import { createAskCounter, mostAsks } from './create-ask-counter.ts';
import type { Freshness } from './freshness.ts';

/** The answer of a fragment, in the cache. */
export type Copy = { html: string; version: string; status: 200 | 204; place?: string | undefined };

/** A `stale` copy may be shown while it is renewed, an `expired` one only if the renewal fails. */
export type Age = 'fresh' | 'stale' | 'expired';

type Entry = {
  copy: Copy;
  tags: string[];
  freshUntil: number;
  staleUntil: number;
  errorUntil: number;
  size: number;
  /** The number of times that it was asked for lately. */
  asks: number;
};

export type FragmentCache = ReturnType<typeof createFragmentCache>;

/**
 * Copies of shared fragments in the memory of an isolate, bounded in bytes. If there is no room, a new copy replaces only copies that
 * were asked for less often than itself; those read longest ago are compared first. So one client that asks for a thousand search words
 * does not push out the copies that many people read (the idea of TinyLFU, https://arxiv.org/abs/1512.00727).
 *
 * The cache holds plain values only, as workerd forbids a request to wait on the I/O of another one.
 *
 * @param limit the highest number of bytes of all copies together
 */
export function createFragmentCache(limit: number, clock: Clock) {
  const entries = new Map<string, Entry>();
  const missed = createAskCounter(mostMissed);
  let total = 0;
  let asksUntilAging = agingAsks;

  return {
    /** The copy under `key` and its age; undefined if there is none that may be shown. */
    get(key: string): { copy: Copy; age: Age } | undefined {
      if (--asksUntilAging <= 0) age();
      const now = clock.now();
      const entry = entries.get(key);
      if (!entry || isOver(entry, now)) {
        missed.add(key);
        remove(key);
        return undefined;
      }
      entry.asks = Math.min(entry.asks + 1, mostAsks);
      entries.delete(key);
      entries.set(key, entry);
      return {
        copy: entry.copy,
        age: now < entry.freshUntil ? 'fresh' : now < entry.staleUntil ? 'stale' : 'expired',
      };
    },

    /** Stores a copy, unless the room is taken by copies that are asked for more often. */
    set(key: string, copy: Copy, freshness: Freshness, tags: string[]): void {
      const asks = entries.get(key)?.asks ?? Math.max(1, missed.of(key));
      remove(key);
      const size = bytesPerCharacter * (copy.html.length + key.length) + entryOverhead;
      if (size > limit || !makeRoom(total + size - limit, asks)) return;
      missed.forget(key);
      const freshUntil = clock.now() + freshness.fresh * 1_000;
      entries.set(key, {
        copy,
        tags,
        size,
        asks,
        freshUntil,
        staleUntil: freshUntil + freshness.whileRevalidate * 1_000,
        errorUntil: freshUntil + freshness.ifError * 1_000,
      });
      total += size;
    },

    /** Removes a copy that may no longer be shown. */
    drop: remove,

    /** Ends the freshness of every copy with `tag`: the next reader fetches again, and the copy is kept for errors. */
    expire(tag: string): void {
      const now = clock.now();
      for (const entry of entries.values()) {
        if (!entry.tags.includes(tag)) continue;
        entry.freshUntil = Math.min(entry.freshUntil, now);
        entry.staleUntil = Math.min(entry.staleUntil, now);
      }
    },

    clear(): void {
      entries.clear();
      missed.clear();
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

  /** Removes copies that were asked for less often than `asks`, those read longest ago first. Removes none if that makes too little room. */
  function makeRoom(bytes: number, asks: number): boolean {
    const now = clock.now();
    const removed: string[] = [];
    const kept: [string, Entry][] = [];
    let missing = bytes;
    for (const [key, entry] of entries) {
      if (missing <= 0 || kept.length >= mostKept) break;
      if (entry.asks < asks || isOver(entry, now)) {
        removed.push(key);
        missing -= entry.size;
      } else {
        kept.push([key, entry]);
      }
    }
    // They move to the end, so that the next new copy is compared with other ones.
    for (const [key, entry] of kept) {
      entries.delete(key);
      entries.set(key, entry);
    }
    if (missing > 0) return false;
    removed.forEach(remove);
    return true;
  }

  function age(): void {
    asksUntilAging = agingAsks + asksPerEntry * entries.size;
    missed.age();
    for (const entry of entries.values()) entry.asks >>= 1;
  }
}

function isOver({ staleUntil, errorUntil }: Entry, now: number): boolean {
  return now >= staleUntil && now >= errorUntil;
}

// Two bytes as text, and up to three as the bytes of its element.
const bytesPerCharacter = 5;
// A Map entry, its object, and the headers of its strings, rounded up.
const entryOverhead = 256;
/** The number of keys without a copy whose asks are counted. */
const mostMissed = 2_000;
/** The number of more popular copies after which a new copy is given up. */
const mostKept = 16;
/** The number of asks after which all counts are halved: a base, and a number for each copy. */
const agingAsks = 1_000;
const asksPerEntry = 10;
