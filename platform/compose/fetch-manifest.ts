import { manifestPath } from '@jogakbo/contracts/fragment';
import type { ManifestInput } from '@jogakbo/contracts/manifest';
import { fragmentOrigin } from './answer-headers.ts';
import type { Foreseen, ReadManifest } from './batching.ts';
import { meter } from './call-budget.ts';
import type { Clock } from './clock.ts';
import { createDeadlines } from './create-deadlines.ts';
import { toMessage, type Warner } from './create-warner.ts';
import type { Endpoint } from './fetch-fragment.ts';
import { findManifestFault } from './find-manifest-fault.ts';
import type { Names } from './names.ts';
import { toHash } from './to-hash.ts';
import { toManifest } from './to-manifest.ts';
import type { Visit } from './visit.ts';

type FetcherOptions = {
  endpointOf: (slice: string) => Endpoint | undefined;
  clock: Clock;
  warner: Warner;
  names: Names;
};

/** Makes the function that fetches the manifest of a slice, or says what is wrong with it. Each fault is a warning, once. */
export function createManifestFetcher({ endpointOf, clock, warner, names }: FetcherOptions) {
  const deadlines = createDeadlines(clock);

  /**
   * @param visit gives the headers of the call, such as `traceparent`
   * @param within milliseconds
   * @param ahead the fragments that the same request asks for
   */
  return async function fetchManifest(
    slice: string,
    visit: Pick<Visit, 'headers' | 'calls'>,
    within: number,
    ahead?: Promise<Foreseen | undefined>,
  ): Promise<ReadManifest> {
    const found = endpointOf(slice);
    const read = await (found ? fetchFrom(found) : undefined)?.catch((error) => ({
      fault: `cannot be fetched: ${toMessage(error)}`,
    }));
    if (read && 'manifest' in read) return read;
    const fault = read ? `${found?.address ?? ''}${manifestPath} ${read.fault}` : 'has no endpoint';
    warner.warnOnce(`slice ${slice}`, fault);
    return { fault };

    async function fetchFrom(server: Endpoint): Promise<ReadManifest> {
      const { signal, over, leave } = deadlines.join({}, within);
      const endpoint = meter(server, visit.calls);
      const headers = { ...visit.headers, [names.headers.deadline]: String(within) };
      const asked = Promise.resolve(ahead).then(
        (foreseen) => foreseen?.ask(endpoint, headers) ?? ask(endpoint, headers, signal),
      );
      const read = await Promise.race([asked, over]).finally(leave);
      if (!read) return { fault: `did not come within ${within} ms` };
      const other = 'manifest' in read && read.manifest.slice !== slice;
      return other ? { fault: `is of slice ${read.manifest.slice}` } : read;
    }
  };
}

async function ask(
  endpoint: Endpoint,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<ReadManifest> {
  return readManifest(
    await endpoint.fetch(fragmentOrigin + manifestPath, { headers, signal, redirect: 'manual' }),
  );
}

/** Reads the manifest of an answer. */
export async function readManifest(response: Response): Promise<ReadManifest> {
  if (response.ok) return parseManifest(await response.text());
  response.body?.cancel().catch(() => {});
  return { fault: `answers with status ${response.status}` };
}

/** Parses the text of a manifest, or says what is wrong with it. Adds the hash of the styles if the slice has left it out. */
export async function parseManifest(text: string): Promise<ReadManifest> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: 'is no JSON' };
  }
  const fault = findManifestFault(json);
  if (fault) return { fault: `is not valid: ${fault}` };
  const manifest = toManifest(json as ManifestInput);
  const { stylesheet } = manifest;
  if (stylesheet.content) stylesheet.hash ||= await toHash(stylesheet.content);
  return { manifest };
}
