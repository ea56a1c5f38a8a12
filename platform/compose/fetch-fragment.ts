import { headers, isRefused } from '@jogakbo/contracts/fragment';
import type { Deadline } from './create-deadlines.ts';
import { toMessage } from './create-warner.ts';
import { type Freshness, toFreshness } from './freshness.ts';
import { isBalanced } from './is-balanced.ts';

/** Whatever answers requests for a slice: a service binding, or any object with the `fetch` of the web. */
export type Endpoint = { fetch(input: Request | string, init?: RequestInit): Promise<Response> };

/** A fragment's answer that may be put into a page. `freshness` is null where it may not be stored. */
export type Fetched = {
  ok: true;
  status: 200 | 204;
  html: string;
  version: string;
  freshness: Freshness | null;
  tags: string[];
  /** Path and query of what it shows, where that is another than what was asked for (`content-location`). */
  place: string | undefined;
};
/** Why there is none. `refused` is any 4xx but 404, whose `status` says which. */
export type FetchFailure =
  | { ok: false; reason: 'refused'; status: number; detail?: string }
  | {
      ok: false;
      reason: 'not-found' | 'timeout' | 'gone' | 'error' | 'not-html' | 'oversized' | 'unbalanced';
      /** What exactly was wrong, for developers. */
      detail?: string;
    };

type FetchOptions = {
  headers: Record<string, string>;
  /** By when everything must be there, the last byte included. */
  deadline: Pick<Deadline, 'signal' | 'over'>;
  /** Aborts when nobody waits any longer; the deadline is over then, too. */
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
  { headers: sent, deadline, gone }: FetchOptions,
): Promise<Fetched | FetchFailure> {
  try {
    const fetched = await Promise.race([read(endpoint, path, sent, deadline.signal), deadline.over]);
    return fetched ?? { ok: false, reason: gone?.aborted ? 'gone' : 'timeout' };
  } catch (error) {
    return { ok: false, reason: gone?.aborted ? 'gone' : 'error', detail: toMessage(error) };
  }
}

async function read(
  endpoint: Endpoint,
  path: string,
  sent: Record<string, string>,
  signal: AbortSignal,
): Promise<Fetched | FetchFailure> {
  const response = await endpoint.fetch(`http://fragment${path}`, { headers: sent, signal });
  const { status, headers: said } = response;
  if (status === 404) return leave(response, { ok: false, reason: 'not-found' });
  if (isRefused(status))
    return leave(response, { ok: false, reason: 'refused', status, detail: `status ${status}` });
  if (status !== 200 && status !== 204)
    return leave(response, { ok: false, reason: 'error', detail: `status ${status}` });
  const answer = {
    ok: true,
    version: said.get(headers.version) ?? '',
    freshness: toFreshness(said.get('cache-control')),
    tags: said.get('cache-tag')?.split(',') ?? [],
    place: toPlace(said.get('content-location')),
  } as const;
  if (status === 204) return { ...answer, status, html: '' };
  const type = said.get('content-type') ?? 'no content-type';
  if (!/^\s*text\/html\s*(;|$)/i.test(type))
    return leave(response, { ok: false, reason: 'not-html', detail: type });
  const html = await readText(response);
  if (html === undefined) return { ok: false, reason: 'oversized' };
  return isKnownBalanced(html) ? { ...answer, status, html } : { ok: false, reason: 'unbalanced' };
}

/** Leaves the body unread, and lets its sender know. */
function leave(response: Response, failure: FetchFailure): FetchFailure {
  response.body?.cancel().catch(() => {});
  return failure;
}

/** What was found out of a text that is balanced: its length in bytes. */
const checked = new Map<string, number>();
const mostChecked = 500;
const longestChecked = 8 * 1024;

/** {@link isBalanced}, remembered for what comes again and again, such as a personal fragment that has not changed. */
export function isKnownBalanced(html: string): boolean {
  if (checked.has(html)) return true;
  if (!isBalanced(html)) return false;
  if (checked.size >= mostChecked) checked.clear();
  if (html.length <= longestChecked) checked.set(html, lengthOf(html));
  return true;
}

/** Bytes of a text as UTF-8, as far as they are within the limit; more than the limit where they are not. */
function lengthOf(text: string): number {
  const { read, written } = encoder.encodeInto(text, scratch);
  return read < text.length ? fragmentLimit + 1 : written;
}

/** The body as text, or undefined where it is too long; throws where it is not as long as announced, or no UTF-8. */
async function readText(response: Response): Promise<string | undefined> {
  if (!response.body) return '';
  const announced = toLength(response.headers);
  if (announced > fragmentLimit) {
    leave(response, { ok: false, reason: 'oversized' });
    return undefined;
  }
  // In one piece where its length is known, which costs a third as much.
  if (announced >= 0) {
    const text = await response.text();
    const length = checked.get(text) ?? lengthOf(text);
    if (length > fragmentLimit) return undefined;
    if (length !== announced) throw new Error(`${length} bytes came where ${announced} were announced`);
    return text;
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

/** The length that was announced, -1 where none was, or where it is that of another encoding. */
function toLength(said: Headers): number {
  const length = said.get('content-length');
  return length === null || said.has('content-encoding') ? -1 : Number(length);
}

const encoder = new TextEncoder();
/** Where the length of a text in bytes is found out, and whether it is within the limit. */
const scratch = new Uint8Array(fragmentLimit);

/** Only a place in this shop. */
function toPlace(location: string | null): string | undefined {
  return location && /^\/(?![/\\])/.test(location) ? location : undefined;
}
