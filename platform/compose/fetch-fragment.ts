import { headers, isRefused } from '@jogakbo/contracts/fragment';
import type { BalanceCheck } from './create-balance-check.ts';
import type { Deadline } from './create-deadlines.ts';
import { toMessage } from './create-warner.ts';
import { createFreshnessReader, type Freshness } from './freshness.ts';

/** A server that answers requests for a slice: a service binding, or any object with the `fetch` of the web. */
export type Endpoint = { fetch(input: Request | string, init?: RequestInit): Promise<Response> };

/** The answer of a fragment, which may be put into a page. `freshness` is null if it may not be stored. */
export type Fetched = {
  ok: true;
  status: 200 | 204;
  html: string;
  version: string;
  freshness: Freshness | null;
  tags: string[];
  /** Path and query of the thing that it shows (`content-location`), if they differ from the request's. */
  place: string | undefined;
};
/** Why there is no answer. `refused` is any 4xx but 404, and `status` says which. */
export type FetchFailure =
  | { ok: false; reason: 'refused'; status: number; detail?: string }
  | {
      ok: false;
      reason: 'not-found' | 'timeout' | 'gone' | 'error' | 'not-html' | 'oversized' | 'unbalanced';
      /** The exact fault, for developers. */
      detail?: string;
    };

type FetchOptions = {
  headers: Record<string, string>;
  /** The time by which the whole answer has to be there, the last byte included. */
  deadline: Pick<Deadline, 'signal' | 'over'>;
  /** Aborts when the client leaves. The deadline is over then, too. */
  gone?: AbortSignal | undefined;
};

export type Fetcher = ReturnType<typeof createFetcher>;

/** The longest fragment that may be put into a page, in bytes. */
export const fragmentLimit = 512 * 1024;

/** Makes the function that fetches one fragment. */
export function createFetcher(balance: BalanceCheck) {
  const freshness = createFreshnessReader();
  return { fetchFragment, clear: freshness.clear };

  /**
   * Fetches one whole fragment. An answer that is late, cut off, too long, unbalanced or not HTML is a failure, so no part of it is shown.
   *
   * @param path path and query on the endpoint
   */
  async function fetchFragment(
    endpoint: Endpoint,
    path: string,
    { headers: sent, deadline, gone }: FetchOptions,
  ): Promise<Fetched | FetchFailure> {
    try {
      const fetched = await Promise.race([readAnswer(endpoint, path, sent, deadline.signal), deadline.over]);
      return fetched ?? { ok: false, reason: gone?.aborted ? 'gone' : 'timeout' };
    } catch (error) {
      return { ok: false, reason: gone?.aborted ? 'gone' : 'error', detail: toMessage(error) };
    }
  }

  async function readAnswer(
    endpoint: Endpoint,
    path: string,
    sent: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Fetched | FetchFailure> {
    const response = await endpoint.fetch(`http://fragment${path}`, { headers: sent, signal });
    const { status, headers: said } = response;
    if (status === 404) return leaveUnread(response, { ok: false, reason: 'not-found' });
    if (isRefused(status))
      return leaveUnread(response, { ok: false, reason: 'refused', status, detail: `status ${status}` });
    if (status !== 200 && status !== 204)
      return leaveUnread(response, { ok: false, reason: 'error', detail: `status ${status}` });
    const answer = {
      ok: true,
      version: said.get(headers.version) ?? '',
      freshness: freshness.read(said.get('cache-control')),
      tags: said.get('cache-tag')?.split(',') ?? [],
      place: toPlace(said.get('content-location')),
    } as const;
    if (status === 204) return { ...answer, status, html: '' };
    const type = said.get('content-type') ?? 'no content-type';
    if (!/^\s*text\/html\s*(;|$)/i.test(type))
      return leaveUnread(response, { ok: false, reason: 'not-html', detail: type });
    const html = await readText(response);
    if (html === undefined) return { ok: false, reason: 'oversized' };
    return balance.isBalanced(html) ? { ...answer, status, html } : { ok: false, reason: 'unbalanced' };
  }

  /** The body as text, or undefined if it is too long. Throws if its length is not the announced one, or if it is no UTF-8. */
  async function readText(response: Response): Promise<string | undefined> {
    if (!response.body) return '';
    const announced = toLength(response.headers);
    if (announced > fragmentLimit) {
      leaveUnread(response, { ok: false, reason: 'oversized' });
      return undefined;
    }
    // With a known length the body is read in one piece, which costs a third of the time.
    if (announced >= 0) {
      const text = await response.text();
      const length = balance.lengthOf(text);
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
}

/** Cancels the body, so that its sender stops. */
function leaveUnread(response: Response, failure: FetchFailure): FetchFailure {
  response.body?.cancel().catch(() => {});
  return failure;
}

/** The announced length; -1 if none was announced, or if it is the length of an encoded body. */
function toLength(said: Headers): number {
  const length = said.get('content-length');
  return length === null || said.has('content-encoding') ? -1 : Number(length);
}

/** A place on this site only. */
function toPlace(location: string | null): string | undefined {
  return location && /^\/(?![/\\])/.test(location) ? location : undefined;
}
