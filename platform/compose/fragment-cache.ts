import type { Clock } from './clock.ts';
import { createAskCounter, mostAsks } from './create-ask-counter.ts';
import type { Freshness } from './freshness.ts';

/** A fragment's answer as it is kept. */
export type Copy = { html: string; version: string; status: 200 | 204; place?: string | undefined };

/** `stale` may be served while it is renewed; `expired` only where renewing fails. */
export type Age = 'fresh' | 'stale' | 'expired';

type Entry = {
  copy: Copy;
  tags: string[];
  freshUntil: number;
  staleUntil: number;
  errorUntil: number;
  size: number;
  /** How often it was asked for lately. */
  asks: number;
};

export type FragmentCache = ReturnType<typeof createFragmentCache>;

/**
 * Copies of shared fragments in an isolate's memory, bounded in bytes. Where there is no room a copy has to be asked for more often
 * than each one that it replaces, of which those read longest ago come first: what many people read is not replaced by what one
 * client asks for once, such as search results for a thousand words (the idea of TinyLFU, https://arxiv.org/abs/1512.00727).
 * Holds plain values only, as workerd forbids one request to wait on another's I/O: who renews a key is therefore a lease
 * that runs out by itself, so a request that is cancelled while it holds one blocks nobody for long.
 *
 * @param limit the bytes all copies together may take
 */
export function createFragmentCache(limit: number, clock: Clock) {
  const entries = new Map<string, Entry>();
  const leases = new Map<string, number>();
  const missed = createAskCounter(mostMissed);
  let total = 0;
  let asksUntilAging = agingAsks;

  return {
    /** The copy under `key` and its age, or undefined where there is none that may be served at all. */
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

    /** Keeps a copy, unless others that are asked for more often take up the room. */
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

  /** Removes copies that were asked for less often than `asks`, the one read longest ago first; none where that is not enough. */
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
    // Moved to the end, so that the next copy is compared with others.
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

// Two as text, and up to three as the bytes of its element.
const bytesPerCharacter = 5;
// A Map entry, its object and its strings' headers, rounded up.
const entryOverhead = 256;
const maxLeases = 10_000;
/** Keys without a copy whose asks are counted. */
const mostMissed = 2_000;
/** Copies with which a new one is compared in vain before it is given up. */
const mostKept = 16;
/** Asks after which all counts are halved: so many, and more the more copies there are. */
const agingAsks = 1_000;
const asksPerEntry = 10;
