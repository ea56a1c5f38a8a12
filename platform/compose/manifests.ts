import { headers, Manifest, manifestPath } from '@jogakbo/contracts/fragment';
import * as v from 'valibot';
import { fragmentOrigin } from './answer-headers.ts';
import type { Clock } from './clock.ts';
import { createDeadlines, type Deadlines } from './create-deadlines.ts';
import type { Endpoint } from './fetch-fragment.ts';

/** Headers of a request, such as `traceparent`. */
type Sent = Record<string, string>;

export type Manifests = ReturnType<typeof createManifests>;

/**
 * The manifests of the slices. Each is fetched when it is first needed, and kept until it is renewed. After a failed fetch, the slice is not
 * asked again for a second.
 */
export function createManifests(endpointOf: (slice: string) => Endpoint | undefined, clock: Clock) {
  const known = new Map<string, Manifest>();
  const retryAt = new Map<string, number>();
  const deadlines = createDeadlines(clock);

  return {
    peek: (slice: string): Manifest | undefined => known.get(slice),
    load: async (slice: string, sent: Sent): Promise<Manifest | undefined> =>
      known.get(slice) ?? renew(slice, sent),
    renew,
    /** Renews the manifest until it has `version`, a few times at most: during a deploy, the old and the new version answer by turns. */
    async match(slice: string, version: string, sent: Sent): Promise<void> {
      for (let tries = 0; tries < mostTries && known.get(slice)?.version !== version; tries++)
        await renew(slice, sent);
    },
    clear(): void {
      known.clear();
      retryAt.clear();
    },
  };

  async function renew(slice: string, sent: Sent): Promise<Manifest | undefined> {
    if ((retryAt.get(slice) ?? 0) > clock.now()) return known.get(slice);
    const manifest = await fetchManifest(endpointOf(slice), sent, deadlines);
    if (manifest) known.set(slice, manifest);
    else retryAt.set(slice, clock.now() + retryAfter);
    return manifest ?? known.get(slice);
  }
}

const mostTries = 3;
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
    const answered = endpoint.fetch(fragmentOrigin + manifestPath, {
      headers: { ...sent, [headers.deadline]: String(deadline) },
      redirect: 'manual',
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
