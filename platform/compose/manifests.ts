import { headers, Manifest, manifestPath } from '@jogakbo/contracts/fragment';
import * as v from 'valibot';
import type { Clock } from './clock.ts';
import { createDeadlines, type Deadlines } from './create-deadlines.ts';
import type { Endpoint } from './fetch-fragment.ts';

/** What goes along with a request, such as `traceparent`. */
type Sent = Record<string, string>;

export type Manifests = ReturnType<typeof createManifests>;

/**
 * The slices' manifests, each fetched when first needed and kept until another version answers. A slice whose
 * manifest cannot be had is left alone for a second.
 */
export function createManifests(endpointOf: (slice: string) => Endpoint | undefined, clock: Clock) {
  const known = new Map<string, Manifest>();
  const previous = new Map<string, Manifest>();
  const rollingUntil = new Map<string, number>();
  const retryAt = new Map<string, number>();
  const deadlines = createDeadlines(clock);

  return {
    peek: (slice: string): Manifest | undefined => known.get(slice),
    load: async (slice: string, sent: Sent): Promise<Manifest | undefined> =>
      known.get(slice) ?? renew(slice, sent),
    /** The manifest of that very version: the last one of the slice, or the one before. */
    find(slice: string, version: string): Manifest | undefined {
      return [known.get(slice), previous.get(slice)].find((manifest) => manifest?.version === version);
    },
    /** Whether two versions of a slice answer by turns, as behind a load balancer while one replaces the other. */
    isRolling: (slice: string): boolean =>
      rollingUntil.has(slice) && (rollingUntil.get(slice) ?? 0) > clock.now(),
    /** Takes in that `version` answered: fetches the manifest again if it is new. A version that no manifest has is looked for once a second. */
    async meet(slice: string, version: string, sent: Sent): Promise<void> {
      if (known.get(slice)?.version === version) return;
      if (previous.get(slice)?.version === version) rollingUntil.set(slice, clock.now() + rollingLasts);
      else if ((await renew(slice, sent))?.version !== version) retryAt.set(slice, clock.now() + retryAfter);
    },
    /** Renews a manifest of another version than `version`, several times, as while a slice is being deployed either may answer. */
    async match(slice: string, version: string, sent: Sent): Promise<void> {
      for (let tries = 0; tries < mostTries && known.get(slice)?.version !== version; tries++)
        await renew(slice, sent);
    },
    clear(): void {
      known.clear();
      previous.clear();
      rollingUntil.clear();
      retryAt.clear();
    },
  };

  async function renew(slice: string, sent: Sent): Promise<Manifest | undefined> {
    if ((retryAt.get(slice) ?? 0) > clock.now()) return known.get(slice);
    const manifest = await fetchManifest(endpointOf(slice), sent, deadlines);
    const last = known.get(slice);
    if (manifest && last && last.version !== manifest.version) previous.set(slice, last);
    if (manifest) known.set(slice, manifest);
    else retryAt.set(slice, clock.now() + retryAfter);
    return manifest ?? known.get(slice);
  }
}

const mostTries = 3;
/** Milliseconds for which two versions are expected, after the older one was last met. */
const rollingLasts = 60_000;
const retryAfter = 1_000;
const deadline = 1_000;

async function fetchManifest(
  endpoint: Endpoint | undefined,
  sent: Sent,
  deadlines: Deadlines,
): Promise<Manifest | undefined> {
  if (!endpoint) return undefined;
  const { signal, over, leave } = deadlines.join({}, deadline);
  try {
    const answered = endpoint.fetch(`http://fragment${manifestPath}`, {
      headers: { ...sent, [headers.deadline]: String(deadline) },
      signal,
    });
    const fetched = answered.then((response) => (response.ok ? response.json() : undefined));
    const parsed = v.safeParse(Manifest, await Promise.race([fetched, over]));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  } finally {
    leave();
  }
}
