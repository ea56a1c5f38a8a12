import { headers } from '@jogakbo/contracts/fragment';
import type { Clock } from './clock.ts';
import { type Freshness, toFreshness } from './freshness.ts';
import { isBalanced } from './is-balanced.ts';

/** Whatever answers requests for a slice: a service binding, or any object with `fetch`. */
export type Endpoint = { fetch(request: Request): Promise<Response> };

/** A fragment's answer that may be put into a page. `freshness` is null where it may not be stored. */
export type Fetched = {
  ok: true;
  status: 200 | 204;
  html: string;
  version: string;
  freshness: Freshness | null;
  tags: string[];
};
export type FetchFailure = {
  ok: false;
  reason: 'not-found' | 'timeout' | 'gone' | 'error' | 'not-html' | 'oversized' | 'unbalanced';
};

type FetchOptions = {
  headers: Record<string, string>;
  /** Milliseconds for everything, the last byte included. */
  within: number;
  clock: Clock;
  /** Aborts when nobody waits any longer. */
  gone?: AbortSignal | undefined;
};

/** The longest fragment that is put into a page, in bytes. */
export const fragmentLimit = 512 * 1024;

/**
 * Fetches one fragment whole. What is late, cut off, too long, unbalanced or not HTML is a failure, never half a fragment.
 *
 * @param path path and query on the endpoint
 */
export async function fetchFragment(
  endpoint: Endpoint,
  path: string,
  options: FetchOptions,
): Promise<Fetched | FetchFailure> {
  const { within, clock, gone } = options;
  const abort = new AbortController();
  const leave = () => abort.abort();
  gone?.addEventListener('abort', leave);
  try {
    return await Promise.race([
      read(endpoint, path, options.headers, abort.signal),
      clock
        .wait(within, abort.signal)
        .then(() => ({ ok: false, reason: gone?.aborted ? 'gone' : 'timeout' }) as const),
    ]);
  } catch {
    return { ok: false, reason: gone?.aborted ? 'gone' : 'error' };
  } finally {
    gone?.removeEventListener('abort', leave);
    abort.abort();
  }
}

async function read(
  endpoint: Endpoint,
  path: string,
  sent: Record<string, string>,
  signal: AbortSignal,
): Promise<Fetched | FetchFailure> {
  const response = await endpoint.fetch(new Request(`http://fragment${path}`, { headers: sent, signal }));
  const version = response.headers.get(headers.version) ?? '';
  if (response.status === 404) return { ok: false, reason: 'not-found' };
  if (response.status !== 200 && response.status !== 204) return { ok: false, reason: 'error' };
  const answer = {
    ok: true,
    version,
    freshness: toFreshness(response.headers.get('cache-control')),
    tags: response.headers.get('cache-tag')?.split(',') ?? [],
  } as const;
  if (response.status === 204) return { ...answer, status: 204, html: '' };
  if (!response.headers.get('content-type')?.startsWith('text/html'))
    return { ok: false, reason: 'not-html' };
  const html = await readText(response);
  if (html === undefined) return { ok: false, reason: 'oversized' };
  return isKnownBalanced(html) ? { ...answer, status: 200, html } : { ok: false, reason: 'unbalanced' };
}

/** {@link isBalanced}, remembered for what comes again and again, such as a personal fragment that has not changed. */
function isKnownBalanced(html: string): boolean {
  if (balanced.has(html)) return true;
  if (!isBalanced(html)) return false;
  if (balanced.size >= mostBalanced) balanced.clear();
  if (html.length <= longestBalanced) balanced.add(html);
  return true;
}

const balanced = new Set<string>();
const mostBalanced = 500;
const longestBalanced = 8 * 1024;

/** The body as text, or undefined where it is too long. */
async function readText(response: Response): Promise<string | undefined> {
  if (!response.body) return '';
  const announced = response.headers.get('content-length');
  if (Number(announced) > fragmentLimit) return undefined;
  // In one piece where its length is known, which costs half as much.
  if (announced !== null) {
    const bytes = await response.arrayBuffer();
    return bytes.byteLength > fragmentLimit ? undefined : utf8.decode(bytes);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > fragmentLimit) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
