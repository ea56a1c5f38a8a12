import { headers } from '@jogakbo/contracts/fragment';
import { toTraceparent } from '@jogakbo/edge/trace';
import type { Context } from 'hono';
import type { ShellEnv } from './shell.ts';

/** The purpose of a request to a slice. */
type Purpose = 'asset' | 'api' | 'action';

/**
 * The headers of a browser's request that a slice gets. All others stay in the shell. Above all cookies stay: a slice learns from the
 * token who asks. Fragments get none of these headers, see {@link toTraceHeaders}.
 */
const passed: Record<Purpose, string[]> = {
  asset: ['accept', 'accept-encoding', 'if-none-match', 'range'],
  api: ['accept', 'if-none-match', 'range', 'content-type', 'idempotency-key', 'authorization'],
  action: ['content-type'],
};

type Own = {
  /** Headers from the shell itself: the language, the asker, the deadline, the session. */
  headers?: Record<string, string>;
  body?: ArrayBuffer | null;
  signal?: AbortSignal;
};

/**
 * Builds the request to a slice for an asset, an API call or an action: the method, the path, the headers of the list, and the headers
 * from the shell itself.
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
  if (purpose !== 'asset') sent[headers.address] = c.req.header('cf-connecting-ip') ?? 'unknown';
  return new Request(`http://worker${path}`, {
    method: c.req.method,
    headers: { ...sent, ...toTraceHeaders(c), ...own },
    redirect: 'manual',
    ...init,
  });
}

/** The headers that a fragment gets besides those of the engine and those about the asker. */
export function toTraceHeaders(c: Context<ShellEnv>): Record<string, string> {
  return { traceparent: toTraceparent(c.var.trace) };
}
