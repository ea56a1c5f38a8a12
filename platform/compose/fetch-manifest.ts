import { type Manifest, manifestPath } from '@jogakbo/contracts/fragment';
import { batchType } from '@jogakbo/contracts/fragment-batch';
import type { ManifestInput } from '@jogakbo/contracts/manifest';
import { fragmentOrigin } from './answer-headers.ts';
import { meter } from './call-budget.ts';
import type { Clock } from './clock.ts';
import { createDeadlines } from './create-deadlines.ts';
import type { Foreseen } from './create-foresight.ts';
import { toMessage, type Warner } from './create-warner.ts';
import type { Endpoint } from './fetch-fragment.ts';
import { findManifestFault } from './find-manifest-fault.ts';
import type { Names } from './names.ts';
import { readBatchAnswer } from './read-batch-answer.ts';
import { toHash } from './to-hash.ts';
import { toManifest } from './to-manifest.ts';
import type { Visit } from './visit.ts';

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
   * @param visit gives the headers of the call, such as `traceparent`
   * @param within milliseconds
   * @param ahead the fragments that the same request asks for
   * @returns undefined if the manifest cannot be used
   */
  return async function fetchManifest(
    slice: string,
    visit: Pick<Visit, 'headers' | 'calls'>,
    within: number,
    ahead?: Promise<Foreseen | undefined>,
  ): Promise<Manifest | undefined> {
    const refuse = (detail: string) => warner.warnOnce(`slice ${slice}`, detail);
    const found = endpointOf(slice);
    if (!found) {
      refuse('has no endpoint');
      return undefined;
    }
    const { signal, over, leave } = deadlines.join({}, within);
    try {
      const endpoint = meter(found, visit.calls);
      const asked = { ...visit.headers, [names.headers.deadline]: String(within) };
      const answered = Promise.resolve(ahead).then((foreseen) => ask(endpoint, asked, signal, foreseen));
      const read = await Promise.race([answered, over]);
      if (read && 'manifest' in read && read.manifest.slice === slice) return read.manifest;
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

type Read = { manifest: Manifest } | { fault: string };

async function ask(
  endpoint: Endpoint,
  sent: Record<string, string>,
  signal: AbortSignal,
  foreseen: Foreseen | undefined,
): Promise<Read> {
  const redirect = 'manual';
  if (!foreseen) {
    const alone = { headers: sent, signal, redirect } as const;
    return readManifest(await endpoint.fetch(fragmentOrigin + manifestPath, alone));
  }
  const { path, asks, expect, end } = foreseen;
  const asked = { headers: { ...sent, ...foreseen.headers }, signal: foreseen.signal, redirect } as const;
  const response = await endpoint.fetch(fragmentOrigin + path, asked);
  return new Promise((resolve) => {
    const onManifest = async (text: string) => {
      const read = await parseManifest(text);
      if ('manifest' in read) expect(read.manifest);
      resolve(read);
    };
    const isBatch = response.headers.get('content-type') === batchType;
    // A frontend that knows no batches answers with its manifest alone.
    const reading = isBatch
      ? readBatchAnswer(response, asks, onManifest)
      : readManifest(response).then(resolve);
    reading
      .catch((error) => resolve({ fault: `cannot be read: ${toMessage(error)}` }))
      .finally(() => {
        end();
        resolve({ fault: 'is missing' });
      });
  });
}

async function readManifest(response: Response): Promise<Read> {
  if (response.ok) return parseManifest(await response.text());
  response.body?.cancel().catch(() => {});
  return { fault: `answers with status ${response.status}` };
}

/** Parses the text of a manifest, or says what is wrong with it. Adds the hash of the styles if the slice has left it out. */
export async function parseManifest(text: string): Promise<Read> {
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
