import type { MiddlewareHandler } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { createVisit } from './create-visit.ts';
import { pageOptions } from './page-options.ts';
import { forbidden } from './pages/errors.ts';
import { shellOf } from './shell.ts';

/**
 * Answers 403 to a request that the page of another site made a browser send. This is a request, other than GET and HEAD, with a foreign
 * `Origin` or with a `Sec-Fetch-Site` of another site. Clients other than browsers send neither header, and have no cookies to abuse.
 */
export function guardOrigin(): MiddlewareHandler<ShellEnv> {
  return async function guard(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const foreign = origin !== undefined && origin !== new URL(c.req.url).origin;
    if (!foreign && site !== 'cross-site' && site !== 'same-site') return next();
    const { host } = shellOf(c.env);
    c.res = await host.compose(forbidden, createVisit(c, {}), pageOptions(c, 403));
  };
}
