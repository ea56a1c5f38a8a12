import { beaconPath } from '@jogakbo/contracts/beacon';
import type { Context, MiddlewareHandler } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { readCookie, readCookies, toCookie } from './cookies.ts';
import { sealedForm } from './seal.ts';

/** Longer than an isolate keeps a private copy, and than a page that began before the change may take. */
const lifetimeSeconds = 10;

const epochForm = /^[\w-]{36}$/;
const anyForm = /^[\w-]+$/;
/** The methods that change nothing. */
const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Begins a new epoch of a visitor after each request that may have changed something, whatever its answer is: a random value in a short
 * cookie. It is part of the key of the visitor's private copies, so the next page shows none from before, in any isolate.
 */
export function renewEpoch(): MiddlewareHandler<ShellEnv> {
  return async function renew(c, next) {
    await next();
    if (reading.includes(c.req.method) || c.req.path === beaconPath) return;
    const isKnown = readCookie(c, 'session', anyForm) || readCookies(c, 'visitor', sealedForm).length > 0;
    if (!isKnown) return;
    c.header('set-cookie', toCookie(c, 'epoch', crypto.randomUUID(), lifetimeSeconds), { append: true });
  };
}

/** The epoch of the visitor; undefined if they have changed nothing lately. */
export function readEpoch(c: Pick<Context, 'req'>): string | undefined {
  return readCookie(c, 'epoch', epochForm);
}
