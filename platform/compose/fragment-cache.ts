import type { Clock } from './clock.ts';
import { createAskCounter, mostAsks } from './create-ask-counter.ts';
import type { Freshness } from './freshness.ts';
import type { Hints } from './hints.ts';

/** The answer of a fragment, in the cache. */
export type Copy = {
  html: string;
  version: string;
  status: 200 | 204;
  place?: string | undefined;
  hints?: Hints | undefined;
};

/** A `stale` copy may be shown while it is renewed, an `expired` one only if the renewal fails. */
export type Age = 'fresh' | 'stale' | 'expired';

/** A copy and all that a cache knows about it. Times are milliseconds since the epoch. */
export type KeptCopy = {
  copy: Copy;
  tags: string[];
  /** When the fetch of the copy began, so it has every change from before. */
  madeAt: number;
  freshUntil: number;
  staleUntil: number;
  errorUntil: number;
};

/** Something with this tag changed. Copies from before are out of date. `at` is in milliseconds since the epoch. */
export type Change = { tag: string; at: number };

type Entry = KeptCopy & {
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
  /** When the copies of a tag were ended last. */
  const ended = new Map<string, number>();
  let total = 0;
  let asksUntilAging = agingAsks;

  return {
    /**
     * The copy under `key` and its age; undefined if there is none that may be shown.
     *
     * @param changes what this visitor changed: an older copy is as good as expired
     */
    get(key: string, changes?: readonly Change[]): { copy: Copy; age: Age } | undefined {
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
      const { copy, freshUntil, staleUntil } = entry;
      if (changes && isBefore(entry, changes)) return { copy, age: 'expired' };
      return { copy, age: now < freshUntil ? 'fresh' : now < staleUntil ? 'stale' : 'expired' };
    },

    /**
     * Stores a copy, unless the room is taken by copies that are asked for more often.
     *
     * @param madeAt when its fetch began, in milliseconds since the epoch. If one of its tags ended since then, the copy is for errors only
     */
    set(key: string, copy: Copy, freshness: Freshness, tags: string[], madeAt = clock.now()): void {
      const now = clock.now();
      const freshUntil = now + freshness.fresh * 1_000;
      const kept = {
        ...{ copy, tags, madeAt, freshUntil },
        staleUntil: freshUntil + freshness.whileRevalidate * 1_000,
        errorUntil: freshUntil + freshness.ifError * 1_000,
      };
      if (isEnded(kept)) endFreshness(kept, now);
      put(key, kept);
    },

    /** Whether a copy is there that may be shown without a fetch. It does not count as a read. */
    has(key: string): boolean {
      return clock.now() < (entries.get(key)?.staleUntil ?? 0);
    },

    /** The copy under `key` with all that is known about it, to keep it elsewhere. It does not count as a read. */
    peek: (key: string): KeptCopy | undefined => entries.get(key),

    /** Takes in a copy that was kept elsewhere, unless this cache has a newer one or its tag ended since. */
    adopt(key: string, kept: KeptCopy): void {
      const known = entries.get(key);
      if ((known && known.madeAt >= kept.madeAt) || isOver(kept, clock.now()) || isEnded(kept)) return;
      put(key, kept);
    },

    /** Whether one of these tags ended at `madeAt` or later, so that something from then is out of date. */
    isEnded,

    /** Removes a copy that may no longer be shown. */
    drop: remove,

    /** Ends the freshness of every copy with `tag`: the next reader fetches again, and the copy is kept for errors. */
    expire(tag: string): void {
      const now = clock.now();
      ended.delete(tag);
      ended.set(tag, now);
      if (ended.size > mostEnded) ended.delete(ended.keys().next().value as string);
      for (const entry of entries.values()) if (entry.tags.includes(tag)) endFreshness(entry, now);
    },

    clear(): void {
      entries.clear();
      missed.clear();
      ended.clear();
      total = 0;
    },

    get bytes(): number {
      return total;
    },
  };

  function put(key: string, kept: KeptCopy): void {
    const asks = entries.get(key)?.asks ?? Math.max(1, missed.of(key));
    remove(key);
    const size = bytesPerCharacter * (kept.copy.html.length + key.length) + entryOverhead;
    if (size > limit || !makeRoom(total + size - limit, asks)) return;
    missed.forget(key);
    entries.set(key, { ...kept, size, asks });
    total += size;
  }

  function isEnded({ tags, madeAt }: Pick<KeptCopy, 'tags' | 'madeAt'>): boolean {
    return ended.size > 0 && tags.some((tag) => madeAt <= (ended.get(tag) ?? -1));
  }

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

function isOver({ staleUntil, errorUntil }: KeptCopy, now: number): boolean {
  return now >= staleUntil && now >= errorUntil;
}

function isBefore({ tags, madeAt }: KeptCopy, changes: readonly Change[]): boolean {
  return changes.some(({ tag, at }) => madeAt < at && tags.includes(tag));
}

function endFreshness(kept: KeptCopy, now: number): void {
  kept.freshUntil = Math.min(kept.freshUntil, now);
  kept.staleUntil = Math.min(kept.staleUntil, now);
}

// Two bytes as text, and up to three as the bytes of its element.
const bytesPerCharacter = 5;
// A Map entry, its object, and the headers of its strings, rounded up.
const entryOverhead = 256;
/** The number of keys without a copy whose asks are counted. */
const mostMissed = 2_000;
/** The number of more popular copies after which a new copy is given up. */
const mostKept = 16;
/** The number of tags whose ends are remembered. */
const mostEnded = 2_000;
/** The number of asks after which all counts are halved: a base, and a number for each copy. */
const agingAsks = 1_000;
const asksPerEntry = 10;
