import type { ReleaseMap } from '@jogakbo/contracts/release-map';
import { createVersionSets, type VersionSets } from '@jogakbo/edge/create-version-sets';

type Options = {
  /** Reads the signed map; null if there is none. */
  read(): Promise<string | null>;
  /** Opens the signed text; undefined if it is no valid map. */
  open(text: string): Promise<ReleaseMap | undefined>;
  /** Milliseconds since the epoch. */
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
  /** Receives a sentence about a map that cannot be used. */
  onFault(sentence: string): void;
};

export type ReleaseReader = ReturnType<typeof createReleaseReader>;

/** The copy of an isolate is at most this old, unless the map cannot be read. */
const oldestMs = 5_000;
/** From this age on, the copy is renewed while it is used. */
const renewalMs = 2_500;
/** A request waits this long for the map. Then it gets the copy, however old. */
const patienceMs = 300;

/**
 * Keeps a copy of the release map in this isolate. If the map is away, broken, wrongly signed or older than the copy, the last good copy
 * counts.
 */
export function createReleaseReader({ read, open, now, wait, onFault }: Options) {
  let sets: VersionSets | undefined;
  let number = -1;
  let seen: string | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let renewingUntil = 0;

  return {
    /**
     * The sets of versions of the newest map; undefined as long as there was none.
     *
     * @param waitUntil keeps a renewal alive that goes on after the request
     */
    async current(waitUntil: (work: Promise<unknown>) => void): Promise<VersionSets | undefined> {
      const age = now() - readAt;
      if (age < renewalMs) return sets;
      if (age >= oldestMs) await Promise.race([renew(), wait(patienceMs)]);
      else if (now() >= renewingUntil) {
        renewingUntil = now() + patienceMs;
        waitUntil(renew());
      }
      return sets;
    },

    /** The sets of the last map that was read, without a new read. */
    last: () => sets,

    /** Makes the next request read the map. */
    expire(): void {
      readAt = Number.NEGATIVE_INFINITY;
    },
  };

  async function renew(): Promise<void> {
    const began = now();
    try {
      const text = await read();
      if (text !== null && text !== seen) await take(text);
    } catch (error) {
      onFault(`The release map cannot be read: ${error instanceof Error ? error.message : error}`);
    }
    // Also after a failure, so that not each request waits for a map that is away.
    readAt = Math.max(readAt, began);
  }

  async function take(text: string): Promise<void> {
    const map = await open(text);
    seen = text;
    if (!map) onFault('The release map is not valid, or the shell’s key did not sign it.');
    else if (map.number < number) onFault(`The release map ${map.number} is older than ${number}.`);
    else {
      number = map.number;
      sets = createVersionSets(map, now());
    }
  }
}
