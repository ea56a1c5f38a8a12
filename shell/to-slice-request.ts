import { headers } from '@jogakbo/contracts/fragment';
import { versionsHeader } from '@jogakbo/contracts/release-map';
import { toTraceparent } from '@jogakbo/edge/trace';
import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';

/** The purpose of a request. */
type Purpose = 'asset' | 'api';

/**
 * The headers of a browser's request that a slice gets. All others stay in the shell. Above all cookies stay: a slice learns from the
 * token who asks. Fragments get none of these headers, see {@link toTraceHeaders}.
 */
const passed: Record<Purpose, string[]> = {
  asset: ['accept', 'accept-encoding', 'if-none-match', 'range'],
  api: [
    ...['accept', 'if-none-match', 'range', 'content-type', 'idempotency-key', 'authorization'],
    // The payment provider signs its webhooks.
    ...['tosspayments-webhook-signature', 'tosspayments-webhook-transmission-time'],
  ],
};

type Own = {
  /** Headers from the shell itself: the language, the asker, the deadline, the session. */
  headers?: Record<string, string>;
  body?: ArrayBuffer | null;
  signal?: AbortSignal;
};

/**
 * Builds the request for an own asset, or to a slice for an API call: the method, the path, the headers of the list, and the headers from
 * the shell itself. The engine builds the requests for forms and for the assets of slices.
 *
 * @param path path and query at the slice
 */
export function toSliceRequest(
  c: Context<ShellEnv>,
  purpose: Purpose,
  path: string,
  { headers: own, ...init }: Own = {},
): Request {
  const sent: Record<string, string> = {};
  for (const name of passed[purpose]) {
    const value = c.req.header(name);
    if (value !== undefined) sent[name] = value;
  }
  return new Request(`http://worker${path}`, {
    method: c.req.method,
    headers: { ...sent, ...toTraceHeaders(c), ...(purpose === 'api' ? toAddressHeader(c) : {}), ...own },
    redirect: 'manual',
    ...init,
  });
}

/** The headers that a fragment gets besides those of the engine and those about the asker. */
export function toTraceHeaders(c: Context<ShellEnv>): Record<string, string> {
  const { trace, versions } = c.var;
  return { traceparent: toTraceparent(trace), ...(versions ? { [versionsHeader]: versions } : {}) };
}

/** The header with the network address of the client, for forms and API calls. */
export function toAddressHeader(c: Context<ShellEnv>): Record<string, string> {
  return { [headers.address]: c.req.header('cf-connecting-ip') ?? 'unknown' };
}
