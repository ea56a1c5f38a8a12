import { problem } from '@jogakbo/edge/problem';
import type { MiddlewareHandler } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { toNormalUrl } from './to-normal-url.ts';

/**
 * Lets only addresses in normal form pass. Any other form of an address is redirected to it; status 308 keeps the method and the body of a
 * form. A path without a normal form is 400, and so is a path to a slice that cannot be decoded. See {@link toNormalUrl}.
 */
export function normalizeAddress(): MiddlewareHandler<ShellEnv> {
  return async function normalize(c, next) {
    const address = c.req.raw.url.replace(/^[^:/?#]+:\/\/[^/?#]*/, '').replace(/#.*$/, '');
    const normal = toNormalUrl(address || '/');
    if (normal === undefined || (isForSlices.test(normal) && !isReadable(normal)))
      return problem(c, 400, { detail: 'The path is not in normal form.' });
    if (normal === address || normal === address.replace(/\?$/, '')) return next();
    return c.redirect(normal, 308);
  };
}

const isForSlices = /^\/(?:api|assets|_fragments)\//;

function isReadable(address: string): boolean {
  try {
    return !/[\p{Cc}\p{Cs}]/u.test(decodeURIComponent(address.split('?')[0] as string));
  } catch {
    return false;
  }
}
