import { fragmentLimit, isRefused } from '@jogakbo/contracts/fragment';
import type { Answer, AnswerHeaders, AnswerInit } from './answer.ts';
import {
  fragmentOrigin,
  isHtml,
  isKeyed,
  toLength,
  toPlace,
  toRedirectTarget,
  toTags,
} from './answer-headers.ts';
import { overBudget } from './call-budget.ts';
import type { Clock } from './clock.ts';
import type { Deadline } from './create-deadlines.ts';
import type { HtmlReader } from './create-html-reader.ts';
import { toMessage, type Warner } from './create-warner.ts';
import { createFreshnessReader, type Freshness } from './freshness.ts';
import type { Hints } from './hints.ts';
import { joinBytes } from './join-bytes.ts';
import type { Names } from './names.ts';

/** A server that answers requests for a slice: a service binding, or any object with the `fetch` of the web. */
export type Endpoint = {
  fetch(input: Request | string, init?: AnswerInit): Promise<Response>;
  /** Where the server is, for reports and warnings, such as `https://pricing.example`. */
  address?: string;
};

/** The answer of a fragment, which may be put into a page. `freshness` is null if it may not be stored for all visitors. */
export type Fetched = {
  ok: true;
  status: 200 | 204;
  html: string;
  /** The HTML in UTF-8, as it came. It needs no encoding when the page is written. */
  bytes?: Uint8Array | undefined;
  version: string;
  freshness: Freshness | null;
  /** `cache-control`, which may allow a private copy; null if the answer varies on something that copies do not know. */
  cacheControl: string | null;
  tags: string[];
  /** Path and query of the thing that it shows (`content-location`), if they differ from the request's. */
  place: string | undefined;
  hints?: Hints | undefined;
};
/** Why there is no answer. `refused` is any 4xx but 404, and `status` says which. `redirected` has the target. */
export type FetchFailure =
  | { ok: false; reason: 'refused'; status: number; detail?: string }
  | { ok: false; reason: 'redirected'; status: number; location: string; detail?: string }
  | {
      ok: false;
      reason:
        | 'not-found'
        | 'timeout'
        | 'gone'
        | 'error'
        | 'not-html'
        | 'oversized'
        | 'unbalanced'
        | 'over-budget';
      /** The exact fault, for developers. */
      detail?: string;
    };

type FetchOptions = {
  /** The name of the fragment, for warnings. */
  fragment: string;
  headers: Record<string, string>;
  /** The time by which the whole answer has to be there, the last byte included. */
  deadline: Pick<Deadline, 'signal' | 'over'>;
  /** Aborts when the client leaves. The deadline is over then, too. */
  gone?: AbortSignal | undefined;
};

export type Fetcher = ReturnType<typeof createFetcher>;

/** Makes the function that fetches one fragment. It warns of answers that show a fault of the fragment's server. */
export function createFetcher(reader: HtmlReader, { warnOnce }: Warner, { headers }: Names, clock: Clock) {
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
    { fragment, headers: sent, deadline, gone }: FetchOptions,
  ): Promise<Fetched | FetchFailure> {
    const { signal, over } = deadline;
    try {
      const asked = endpoint.fetch(fragmentOrigin + path, {
        ...{ headers: sent, signal, redirect: 'manual', answerOnly: true },
      });
      const fetched = await Promise.race([readAnswer(asked, fragment), over]);
      return fetched ?? { ok: false, reason: gone?.aborted ? 'gone' : 'timeout' };
    } catch (error) {
      if (error === overBudget) return { ok: false, reason: 'over-budget' };
      return { ok: false, reason: gone?.aborted ? 'gone' : 'error', detail: toMessage(error) };
    }
  }

  async function readAnswer(asked: Promise<Answer>, fragment: string): Promise<Fetched | FetchFailure> {
    const began = clock.now();
    const response = await asked;
    const { status, headers: said } = response;
    const warn = (detail: string) => warnOnce(`fragment ${fragment}`, detail);
    if (said.has('set-cookie')) warn('sets a cookie, which is ignored; only an action can set one');
    if (status !== 200 && status !== 204) {
      leaveUnread(response);
      return toFailure(status, said);
    }
    const cacheControl = said.get('cache-control');
    const lifetime = freshness.read(cacheControl);
    // What no copy is made of may vary on anything.
    const vary = lifetime || cacheControl?.includes('max-age') ? said.get('vary') : null;
    const keyed = isKeyed(vary, headers.identity);
    if (!keyed) warn(`varies on ${vary}; a copy can only vary on the language, so none is stored`);
    const text = said.get(headers.hints);
    const tags = lifetime || text ? toTags(said.get('cache-tag')) : [];
    const answer = {
      ok: true,
      version: said.get(headers.version) ?? '',
      freshness: keyed ? lifetime : null,
      cacheControl: keyed ? cacheControl : null,
      tags,
      place: toPlace(said.get('content-location')),
      hints: text ? { text, at: began, tags } : undefined,
    } as const;
    if (status === 204) return { ...answer, status, html: '' };
    const type = said.get('content-type') ?? 'no content-type';
    if (!isHtml(type)) {
      warn(`answers with ${type}; it must be text/html in UTF-8`);
      leaveUnread(response);
      return { ok: false, reason: 'not-html', detail: type };
    }
    const bytes = await readBytes(response);
    if (!bytes) {
      warn(`answers with more than ${fragmentLimit} bytes`);
      return { ok: false, reason: 'oversized' };
    }
    const html = reader.read(bytes);
    if (html !== undefined) return { ...answer, status, html, bytes };
    warn('answers with HTML that is not balanced');
    return { ok: false, reason: 'unbalanced' };
  }
}

/** The body without a byte order mark, or undefined if it is too long. Throws if its length is not the announced one. */
async function readBytes(response: Answer): Promise<Uint8Array | undefined> {
  const announced = toLength(response.headers);
  if (announced > fragmentLimit) {
    leaveUnread(response);
    return undefined;
  }
  // With a known length the body is read in one piece, which costs a third of the time. Some runtimes make the stream when `body` is read.
  const stream = announced < 0 && response.body;
  const bytes = stream ? await readStream(stream) : new Uint8Array(await response.arrayBuffer());
  if (!bytes || bytes.byteLength > fragmentLimit) return undefined;
  if (announced >= 0 && bytes.byteLength !== announced)
    throw new Error(`${bytes.byteLength} bytes came where ${announced} were announced`);
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

async function readStream(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > fragmentLimit) return undefined;
    chunks.push(chunk);
  }
  return joinBytes(chunks);
}

function toFailure(status: number, said: AnswerHeaders): FetchFailure {
  const detail = `status ${status}`;
  if (status === 404) return { ok: false, reason: 'not-found' };
  if (isRefused(status)) return { ok: false, reason: 'refused', status, detail };
  if (!redirects.includes(status)) return { ok: false, reason: 'error', detail };
  const location = toRedirectTarget(said.get('location'));
  if (location === undefined)
    return { ok: false, reason: 'error', detail: `${detail} to ${said.get('location') || 'no location'}` };
  return { ok: false, reason: 'redirected', status, location, detail: `${detail} to ${location}` };
}

/** https://httpwg.org/specs/rfc9110.html#status.3xx */
const redirects = [301, 302, 303, 307, 308];

/** Cancels the body, so that its sender stops. */
function leaveUnread({ body }: Answer): void {
  body?.cancel().catch(() => {});
}
