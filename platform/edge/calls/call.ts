import { headers, isRefused } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import * as v from 'valibot';
import type { RequestVariables } from '../app/create-app.ts';
import { toTraceparent } from '../logs/trace.ts';

/** A service binding: another worker of ours. */
export type Binding = { fetch(request: Request): Promise<Response> };

/** On whose behalf a call is made: any Hono context of `createApp`, or what `createBackground` gives. */
export type Caller = {
  var: Pick<RequestVariables, 'trace' | 'language' | 'token' | 'expires'>;
  req: { raw: { signal: AbortSignal } };
};

/** Why a call gave no value. `refused` is the callee's 4xx, `invalid` an answer that does not fit the schema. */
export type Failure = {
  ok: false;
  reason: 'not-found' | 'refused' | 'timeout' | 'unavailable' | 'invalid';
  status: number;
  problem?: Problem;
  /** Seconds after which asking again may help, where the callee said so. */
  retryAfter?: number;
  /** The headers `RateLimit` and `RateLimit-Policy` of a callee that refused for a limit. */
  limits?: Record<string, string>;
};
export type Result<Value> = { ok: true; value: Value } | Failure;

/** How a call is made, besides its path and schema. */
export type CallOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Tells the callee who asks. Its slice must be one that the token is for. */
  identified?: boolean;
  /** Milliseconds this call may take at most; the request's own deadline holds besides. */
  within?: number;
  /** Is given the headers of an answer that is good. */
  onHeaders?: (headers: Headers) => void;
};

/**
 * Calls another worker over its binding and parses what it answers. Trace, language and the time left go along;
 * the call gives up when the request's deadline passes or its caller goes away. Failing is a value, never a throw.
 *
 * @param path path and query on the callee, such as `/prices?items=1,2`
 * @param schema what a 2xx answer's JSON must be
 */
export async function call<Value>(
  c: Caller,
  binding: Binding,
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  options: CallOptions = {},
): Promise<Result<Value>> {
  // Read once: each reading of a context's `var` makes an object of all it holds.
  const told = c.var;
  const left = Math.min(options.within ?? defaultWithin, told.expires - Date.now());
  if (left <= 0) return { ok: false, reason: 'timeout', status: 504 };
  const timeout = AbortSignal.timeout(left);
  try {
    const signal = AbortSignal.any([c.req.raw.signal, timeout]);
    const response = await binding.fetch(toRequest(told, path, left, signal, options));
    if (!response.ok) return await toFailure(response);
    const parsed = v.safeParse(schema, await response.json());
    if (parsed.success) {
      options.onHeaders?.(response.headers);
      return { ok: true, value: parsed.output };
    }
    console.error(JSON.stringify({ trace: told.trace.id, path, invalid: v.flatten(parsed.issues) }));
    return { ok: false, reason: 'invalid', status: 502 };
  } catch (error) {
    if (timeout.aborted) return { ok: false, reason: 'timeout', status: 504 };
    console.error(JSON.stringify({ trace: told.trace.id, path, error: String(error) }));
    return { ok: false, reason: 'unavailable', status: 503 };
  }
}

const defaultWithin = 5_000;

function toRequest(
  { language, trace, token }: Caller['var'],
  path: string,
  left: number,
  signal: AbortSignal,
  options: CallOptions,
): Request {
  const sent: Record<string, string> = {
    'accept-language': language,
    traceparent: toTraceparent(trace),
    [headers.deadline]: String(Math.ceil(left)),
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

async function toFailure(response: Response): Promise<Failure> {
  const { status } = response;
  const body = v.safeParse(Problem, await response.json().catch(() => undefined));
  const retryAfter = Number(response.headers.get('retry-after'));
  return {
    ...{ ok: false, reason: toReason(status), status },
    ...(body.success ? { problem: body.output } : {}),
    ...(retryAfter > 0 ? { retryAfter } : {}),
    ...(status === 429 ? { limits: toLimits(response.headers) } : {}),
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

/** A 4xx says that this request is at fault; all else, redirects that lead nowhere too, that the callee is. */
function toReason(status: number): Failure['reason'] {
  if (status === 404) return 'not-found';
  if (isRefused(status)) return 'refused';
  return status === 504 ? 'timeout' : 'unavailable';
}
