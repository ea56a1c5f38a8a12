import { problem } from '@jogakbo/edge/problem';
import type { MiddlewareHandler } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { shellOf } from './shell.ts';

/**
 * Takes a place for an API call or a sitemap, in the limit that they share with pages, forms and fragments. Without a free place the
 * answer is 503 with `retry-after`, before anything is changed.
 */
export function takePlace(): MiddlewareHandler<ShellEnv> {
  return async function place(c, next) {
    const leave = shellOf(c.env).host.admit(c.req.raw.signal);
    if (!leave) return problem(c, 503, { reason: 'busy', detail: 'Too many requests are under way.' });
    await next();
    leave();
  };
}
