import { headers } from '@jogakbo/contracts/fragment';
import { versionsHeader } from '@jogakbo/contracts/release-map';
import { serviceReadsPath } from '@jogakbo/contracts/service-reads';
import type { Context } from 'hono';
import { toTraceparent } from '../logs/trace.ts';
import { problem } from './problem.ts';

/** The headers of the shell that reach the service. The token of the asker is not among them. */
const passed = ['accept-language', headers.deadline, versionsHeader];

/**
 * Passes a read below {@link serviceReadsPath} from a BFF to the service of its slice, for a developer who runs another slice alone. Only the shell
 * can ask, since no client can send its header. The service does not learn who asks, so it answers as it answers everyone.
 *
 * @param slice the slice, whose service has the binding of the same name in capital letters
 */
export async function passServiceRead(c: Context, slice: string): Promise<Response> {
  const service: unknown = c.env[slice.toUpperCase()];
  if (c.req.method !== 'GET' || !c.req.header(headers.development) || !isBinding(service))
    return problem(c, 404);
  const { pathname, search } = new URL(c.req.url);
  // The span of this worker is the caller.
  const sent: Record<string, string> = { traceparent: toTraceparent(c.get('trace')) };
  for (const name of passed) {
    const value = c.req.header(name);
    if (value !== undefined) sent[name] = value;
  }
  const path = pathname.slice(serviceReadsPath.length) + search;
  return service.fetch(new Request(`http://worker${path}`, { headers: sent, signal: c.req.raw.signal }));
}

function isBinding(value: unknown): value is { fetch(request: Request): Promise<Response> } {
  return typeof value === 'object' && value !== null && 'fetch' in value;
}
