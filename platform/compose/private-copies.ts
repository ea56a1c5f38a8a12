import type { Clock } from './clock.ts';
import type { Copy } from './fragment-cache.ts';

/** Made by {@link createPrivateCopies}, for the composer's option `privateCopies`. */
export type PrivateCopies = {
  /**
   * @param asker the key of the asker, from the visit
   * @param key the key of the fragment's copy
   */
  get(asker: string, key: string): Copy | undefined;
  /**
   * Keeps an answer if it allows that, unless a newer one is there.
   *
   * @param cacheControl the header of the answer
   * @param madeAt when its fetch began, in milliseconds since the epoch. Its lifetime begins then
   */
  set(asker: string, key: string, copy: Copy, cacheControl: string | null, madeAt: number): void;
  clear(): void;
};

type Kept = { copy: Copy; madeAt: number; until: number; size: number };

/**
 * Answers for one asker, in the memory of an isolate, for a few seconds: as a private cache of RFC 9111 has them. An answer is kept only if
 * it says `cache-control: private, max-age=…`, and for three seconds at most. It is shown only to the asker under whose key it was kept,
 * it never replaces an answer that failed, and it never leaves the isolate.
 *
 * @param limit the highest number of bytes of all copies together
 * @example
 * createComposer({ …, privateCopies: createPrivateCopies });
 */
export function createPrivateCopies(clock: Clock, limit = defaultLimit): PrivateCopies {
  const copies = new Map<string, Kept>();
  let total = 0;

  return {
    get(asker, key) {
      const kept = copies.get(toName(asker, key));
      return kept && clock.now() < kept.until ? kept.copy : undefined;
    },

    set(asker, key, copy, cacheControl, madeAt) {
      const name = toName(asker, key);
      const now = clock.now();
      const until = madeAt + Math.min(toPrivateSeconds(cacheControl), mostSeconds) * 1_000;
      const size = bytesPerCharacter * (copy.html.length + name.length) + entryOverhead;
      if (madeAt < (copies.get(name)?.madeAt ?? 0)) return;
      remove(name);
      if (until <= now || size > limit) return;
      copies.set(name, { copy, madeAt, until, size });
      total += size;
      // The oldest come first, and none lives for longer than a few seconds.
      for (const [oldest, kept] of copies) {
        if (total <= limit && now < kept.until) break;
        remove(oldest);
      }
    },

    clear() {
      copies.clear();
      total = 0;
    },
  };

  function remove(name: string): void {
    total -= copies.get(name)?.size ?? 0;
    copies.delete(name);
  }
}

/**
 * Reads for how long a private cache may use an answer (RFC 9111 §5.2.2).
 *
 * @returns seconds; 0 if the answer is not for a private cache, or must be fetched again
 */
export function toPrivateSeconds(cacheControl: string | null): number {
  const said = (cacheControl ?? '').toLowerCase().split(',');
  const directives = said.map((each) => each.trim());
  if (!directives.includes('private') || directives.includes('no-store')) return 0;
  // `no-cache` may name fields, too: `no-cache="set-cookie"`.
  if (directives.some((each) => each.startsWith('no-cache'))) return 0;
  const ages = directives.flatMap((each) => /^max-age="?(\d{1,9})"?$/.exec(each)?.[1] ?? []);
  return ages.length === 1 ? Number(ages[0]) : 0;
}

function toName(asker: string, key: string): string {
  return `${asker} ${key}`;
}

/** Seconds for which an answer is kept at most. Then a change by somebody else shows, such as by a second device of a member. */
const mostSeconds = 3;
const defaultLimit = 4 * 1024 * 1024;
// As for the copies of shared fragments.
const bytesPerCharacter = 5;
const entryOverhead = 256;
