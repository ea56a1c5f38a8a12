import { headers, isRefused } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import { versionsHeader } from '@jogakbo/contracts/release-map';
import * as v from 'valibot';
import type { RequestVariables } from '../app/create-app.ts';
import { logError } from '../logs/log.ts';
import { toTraceparent } from '../logs/trace.ts';
import { forgetCopies, keepCopy, readCopy } from './answer-copies.ts';
import { type Answer, forgetReads, readOnce } from './share-reads.ts';

/** A service binding: another worker of this shop. */
export type Binding = { fetch(request: Request): Promise<Response> };

/** The caller that a call is made for: the Hono context of a request, or the result of `createServiceCaller`. */
export type Caller = {
  var: Pick<RequestVariables, 'trace' | 'language' | 'token' | 'expires'> &
    Partial<Pick<RequestVariables, 'newest' | 'hints' | 'versions'>>;
  req: { raw: { signal: AbortSignal } };
};

/** A call without a value. `refused` means that the callee answered 4xx, `invalid` that its answer does not match the schema. */
export type Failure = {
  ok: false;
  reason: 'not-found' | 'refused' | 'timeout' | 'unavailable' | 'invalid';
  status: number;
  problem?: Problem;
  /** Seconds until a retry may help, if the callee named them. */
  retryAfter?: number;
  /** The headers `RateLimit` and `RateLimit-Policy` of an answer with status 429. */
  limits?: Record<string, string>;
};
export type Result<Value> = { ok: true; value: Value } | Failure;

/** The options of a call, besides its path and schema. */
export type CallOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The body, sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Sends the token along, so that the callee knows the asker. The token must be valid for the callee's slice. */
  identified?: boolean;
  /** The most milliseconds for this call. The deadline of the request also applies. */
  within?: number;
  /**
   * An answer that this isolate has asked for in the last so many milliseconds may be used again. It is for a read that is the same for every
   * asker, such as the title of a product. A caller that wants the newest answer, and an identified call, never get a copy.
   */
  copy?: number;
  /** Called with the headers of a successful answer. */
  onHeaders?: (headers: Headers) => void;
};

/**
 * Calls another worker over its binding and parses the answer. The trace, the language, the remaining time, the hints of the page, the versions
 * of the release and the wish for the newest answer go along. The call ends when the deadline of the request passes or when its caller leaves. A
 * failure is a value; the function never throws.
 *
 * @param path path and query, such as `/prices?items=1,2`
 * @param schema the schema of the JSON of a 2xx answer
 */
export async function call<Value>(
  c: Caller,
  binding: Binding,
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  options: CallOptions = {},
): Promise<Result<Value>> {
  // Read once: Hono builds a new object each time `var` is read.
  const caller = c.var;
  const left = Math.min(options.within ?? defaultWithinMs, caller.expires - Date.now());
  if (left <= 0) return { ok: false, reason: 'timeout', status: 504 };
  const timeout = AbortSignal.timeout(left);
  try {
    const signal = AbortSignal.any([c.req.raw.signal, timeout]);
    const ask = async () => readAnswer(await binding.fetch(toRequest(caller, path, left, signal, options)));
    if (options.method && options.method !== 'GET') {
      forgetReads();
      forgetCopies(binding);
    }
    const key = toReadKey(caller, path, options);
    const age = caller.newest || options.identified ? undefined : options.copy;
    const copy = key && age ? readCopy(binding, key, age) : undefined;
    const began = Date.now();
    const answer = copy ?? (await (key ? readOnce(binding, key, signal, ask) : ask()));
    if (key && age && !copy) keepCopy(binding, key, answer, began);
    if (answer.status < 200 || answer.status > 299) return toFailure(answer);
    const parsed = v.safeParse(schema, answer.json);
    if (parsed.success) {
      options.onHeaders?.(answer.headers);
      return { ok: true, value: parsed.output };
    }
    logError({ trace: caller.trace.id, path, invalid: v.flatten(parsed.issues) });
    return { ok: false, reason: 'invalid', status: 502 };
  } catch (error) {
    if (timeout.aborted) return { ok: false, reason: 'timeout', status: 504 };
    logError({ trace: caller.trace.id, path, error: String(error) });
    return { ok: false, reason: 'unavailable', status: 503 };
  }
}

/**
 * The headers of every call of another worker: the language, the trace and the versions. For a request that {@link call} cannot make, such as
 * one whose answer is a stream.
 *
 * @param caller the variables of the request that causes the call: `c.var`
 */
export function toCallHeaders({
  language,
  trace,
  versions,
}: Pick<Caller['var'], 'language' | 'trace' | 'versions'>): Record<string, string> {
  return {
    'accept-language': language,
    traceparent: toTraceparent(trace),
    ...(versions ? { [versionsHeader]: versions } : {}),
  };
}

const defaultWithinMs = 5_000;

function toRequest(
  caller: Caller['var'],
  path: string,
  left: number,
  signal: AbortSignal,
  options: CallOptions,
): Request {
  const { token, newest, hints } = caller;
  const sent: Record<string, string> = {
    ...toCallHeaders(caller),
    [headers.deadline]: String(Math.ceil(left)),
    ...(newest ? { 'cache-control': 'no-cache' } : {}),
    ...(hints ? { [headers.hints]: hints } : {}),
    ...options.headers,
  };
  if (options.identified && token) sent[headers.identity] = token;
  const init: RequestInit = { method: options.method ?? 'GET', headers: sent, signal };
  if (options.body !== undefined) {
    sent['content-type'] = 'application/json';
    init.body = JSON.stringify(options.body);
  }
  return new Request(`http://worker${path}`, init);
}

/** What the answer to a read depends on; undefined if it is no read, or if the caller wants the newest answer. */
function toReadKey(
  { language, token, versions }: Caller['var'],
  path: string,
  options: CallOptions,
): string | undefined {
  const { method = 'GET', headers: sent = {}, identified } = options;
  if (method !== 'GET' || sent['cache-control']) return undefined;
  return JSON.stringify([path, language, versions, identified ? token : undefined, sent]);
}

/** Reads the whole answer. The body of a failure need not be JSON. */
async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const json: unknown = await (response.ok ? response.json() : response.json().catch(() => undefined));
  return { status, headers, json };
}

function toFailure({ status, headers, json }: Answer): Failure {
  const body = v.safeParse(Problem, json);
  const retryAfter = Number(headers.get('retry-after'));
  return {
    ...{ ok: false, reason: toReason(status), status },
    ...(body.success ? { problem: body.output } : {}),
    ...(retryAfter > 0 ? { retryAfter } : {}),
    ...(status === 429 ? { limits: toLimits(headers) } : {}),
  };
}

function toLimits(given: Headers): Record<string, string> {
  return Object.fromEntries(
    ['ratelimit', 'ratelimit-policy'].flatMap((name) => {
      const value = given.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** With a 4xx the request is wrong. With any other status, also a redirect, the callee is. */
function toReason(status: number): Failure['reason'] {
  if (status === 404) return 'not-found';
  if (isRefused(status)) return 'refused';
  return status === 504 ? 'timeout' : 'unavailable';
}
