import type { MiddlewareHandler } from 'hono';
import { createVisit } from './create-visit.ts';
import { forbidden } from './pages/errors.ts';
import { type ShellEnv, shellOf } from './shell.ts';

/**
 * Refuses, with 403, what another site's page makes a browser send: anything but GET and HEAD whose `Origin` is not ours, or
 * which `Sec-Fetch-Site` says to be from elsewhere. Clients that are no browsers send neither, and carry no cookies to abuse.
 */
export function guardOrigin(): MiddlewareHandler<ShellEnv> {
  return async function guard(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const foreign = origin !== undefined && origin !== new URL(c.req.url).origin;
    if (!foreign && site !== 'cross-site' && site !== 'same-site') return next();
    const { composer, pageOptions } = shellOf(c.env);
    c.res = await composer.compose(forbidden, createVisit(c, {}), pageOptions(c, 403));
  };
}
