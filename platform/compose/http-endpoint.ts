import { fragmentLimit, headerPrefix } from '@jogakbo/contracts/fragment';
import type { AnswerInit } from './answer.ts';
import { fragmentOrigin, toLength } from './answer-headers.ts';
import type { Endpoint } from './fetch-fragment.ts';

export type HttpEndpointOptions = {
  /** The beginning of the protocol's headers, if it is another one than `x-jogakbo-`. */
  headerPrefix?: string;
  /** Names of further headers that the server gets, in lower case. */
  headers?: string[];
  /** The longest body that is read, in bytes; 1 MiB by default. Files below `/assets/` have no limit, as they are passed on in pieces. */
  limit?: number;
  /** The `fetch` of the host, by default the global one, which keeps connections alive. */
  fetch?: (url: string, init: AnswerInit) => Promise<Response>;
};

/**
 * The server of a slice at an HTTP address. It gets the headers of the fragment protocol, those of languages, forms, files and traces, and
 * those in `options.headers`. It gets no cookies.
 *
 * @param base the address below which the server answers `/fragments.json` and `/fragments/<name>`
 * @throws Error if `base` is no http or https address, or has a user, a query or a hash
 * @example
 * const endpoints = { pricing: httpEndpoint('https://pricing.example') };
 * const composer = createComposer({ endpointOf: (slice) => endpoints[slice], frame, notFound, unavailable });
 */
export function httpEndpoint(base: string, options: HttpEndpointOptions = {}): Endpoint {
  const { limit = defaultLimit, fetch = globalThis.fetch, headerPrefix: own = headerPrefix } = options;
  const prefix = toPrefix(base);
  const allowed = new Set([...usualHeaders, ...(options.headers ?? [])]);

  return {
    address: prefix,
    fetch(input, init = {}) {
      if (!init.answerOnly || typeof input !== 'string') return passOn(input, init);
      const headers: Record<string, string> = {};
      const given = init.headers as Record<string, string>;
      for (const name in given) if (isAllowed(name)) headers[name] = given[name] as string;
      const answered = fetch(prefix + input.slice(fragmentOrigin.length), { ...init, headers, limit });
      // The engine itself reads no more than this of a fragment.
      if (limit >= fragmentLimit) return answered;
      // Of any other answer, the engine reads no body, and it may have nothing but `cancel`.
      return answered.then((answer) => (answer.status === 200 ? limitBody(answer, limit) : answer));
    },
  };

  async function passOn(input: Request | string, init: AnswerInit): Promise<Response> {
    const request = typeof input === 'string' ? undefined : input;
    const { pathname, search } = new URL(request?.url ?? (input as string));
    const headers = [...new Headers(init.headers ?? request?.headers)].filter(([name]) => isAllowed(name));
    const method = init.method ?? request?.method ?? 'GET';
    const body = init.body ?? (request?.body ? await request.arrayBuffer() : undefined);
    const signal = init.signal ?? request?.signal;
    const response = await fetch(prefix + pathname + search, {
      ...{ method, headers, redirect: 'manual' },
      ...(body ? { body } : {}),
      ...(signal ? { signal } : {}),
    });
    return pathname.startsWith('/assets/') ? toFile(response) : limitBody(response, limit);
  }

  function isAllowed(given: string): boolean {
    const name = given.toLowerCase();
    return allowed.has(name) || name.startsWith(own);
  }
}

const usualHeaders = [
  ...['accept', 'accept-language', 'content-type', 'if-modified-since', 'if-none-match', 'range'],
  ...['traceparent', 'tracestate'],
];
const defaultLimit = 1024 * 1024;

function toPrefix(base: string): string {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  const plain = url && !url.search && !url.hash && !url.username && !url.password;
  if (!plain || !/^https?:$/.test(url.protocol))
    throw new Error(`httpEndpoint: ${JSON.stringify(base)} is not a plain http or https address`);
  return url.origin + url.pathname.replace(/\/$/, '');
}

/** The same response, whose body fails when it is longer than `limit`. */
function limitBody(response: Response, limit: number): Response {
  const { status, headers } = response;
  const announced = toLength(headers);
  // No body is longer than announced, so it needs no counting. Some runtimes make the stream when `body` is read.
  if (announced >= 0 && announced <= limit) return response;
  const { body } = response;
  if (!body) return response;
  let size = 0;
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > limit) controller.error(new Error(`the body is longer than ${limit} bytes`));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { status, headers: withoutLength(headers) });
}

/** A file for the browser: without cookies, and without headers that are about the connection to the server. */
function toFile({ status, headers, body }: Response): Response {
  const kept = headers.has('content-encoding') ? withoutLength(headers) : new Headers(headers);
  for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'set-cookie']) kept.delete(name);
  return new Response(body, { status, headers: kept });
}

/** The headers without those of the encoding, which `fetch` has undone. */
function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-length');
  kept.delete('content-encoding');
  return kept;
}
