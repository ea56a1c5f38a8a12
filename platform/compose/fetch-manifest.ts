import { type Manifest, manifestPath } from '@jogakbo/contracts/fragment';
import type { ManifestInput } from '@jogakbo/contracts/manifest';
import { fragmentOrigin } from './answer-headers.ts';
import type { Clock } from './clock.ts';
import { createDeadlines } from './create-deadlines.ts';
import { toMessage, type Warner } from './create-warner.ts';
import type { Endpoint } from './fetch-fragment.ts';
import { findManifestFault } from './find-manifest-fault.ts';
import type { Names } from './names.ts';
import { toHash } from './to-hash.ts';
import { toManifest } from './to-manifest.ts';

type FetcherOptions = {
  endpointOf: (slice: string) => Endpoint | undefined;
  clock: Clock;
  warner: Warner;
  names: Names;
};

/** Makes the function that fetches the manifest of a slice. Each fault of a manifest is a warning, once. */
export function createManifestFetcher({ endpointOf, clock, warner, names }: FetcherOptions) {
  const deadlines = createDeadlines(clock);

  /**
   * @param sent headers of the call, such as `traceparent`
   * @param within milliseconds
   * @returns undefined if the manifest cannot be used
   */
  return async function fetchManifest(
    slice: string,
    sent: Record<string, string>,
    within: number,
  ): Promise<Manifest | undefined> {
    const refuse = (detail: string) => warner.warnOnce(`slice ${slice}`, detail);
    const endpoint = endpointOf(slice);
    if (!endpoint) {
      refuse('has no endpoint');
      return undefined;
    }
    const { signal, over, leave } = deadlines.join({}, within);
    try {
      const asked = {
        headers: { ...sent, [names.headers.deadline]: String(within) },
        signal,
        redirect: 'manual',
      } as const;
      const answered = endpoint.fetch(fragmentOrigin + manifestPath, asked).then(readManifest);
      const read = await Promise.race([answered, over]);
      if (read && 'manifest' in read && read.manifest.slice === slice) return await withHash(read.manifest);
      if (!read) refuse(`${manifestPath} did not come within ${within} ms`);
      else refuse(`${manifestPath} ${'fault' in read ? read.fault : `is of slice ${read.manifest.slice}`}`);
    } catch (error) {
      refuse(`${manifestPath} cannot be fetched: ${toMessage(error)}`);
    } finally {
      leave();
    }
    return undefined;
  };
}

/** Adds the hash of the styles if the slice has left it out. */
async function withHash(manifest: Manifest): Promise<Manifest> {
  const { stylesheet } = manifest;
  if (stylesheet.content) stylesheet.hash ||= await toHash(stylesheet.content);
  return manifest;
}

async function readManifest(response: Response): Promise<{ manifest: Manifest } | { fault: string }> {
  if (!response.ok) {
    response.body?.cancel().catch(() => {});
    return { fault: `answers with status ${response.status}` };
  }
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: 'is no JSON' };
  }
  const fault = findManifestFault(json);
  return fault ? { fault: `is not valid: ${fault}` } : { manifest: toManifest(json as ManifestInput) };
}
