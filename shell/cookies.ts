import type { Context } from 'hono';

/** All cookies of the shop. No script can read them. */
type CookieName = 'visitor' | 'session' | 'grant' | 'lang' | 'changes' | 'epoch' | 'arm' | 'hops' | 'preview';

/** The part of a context that holds the request. */
type Requested = Pick<Context, 'req'>;

/**
 * Writes a `set-cookie` header. Over https the name gets the prefix `__Host-`, so no other host and no page over http can set the cookie:
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis
 *
 * @param seconds the lifetime of the cookie; 0 deletes it
 */
export function toCookie(c: Requested, name: CookieName, value: string, seconds: number): string {
  const secure = isSecure(c) ? '; Secure' : '';
  return `${toName(c, name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/**
 * Reads a cookie: the first value in the right form. A browser may send several cookies of one name, for example one of another program
 * on the same machine.
 */
export function readCookie(c: Requested, name: CookieName, form: RegExp): string | undefined {
  return readCookies(c, name, form)[0];
}

/** Reads all values of a cookie that are in the right form, in the order of the header. */
export function readCookies(c: Requested, name: CookieName, form: RegExp): string[] {
  const start = `${toName(c, name)}=`;
  const pairs = (c.req.header('cookie') ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.filter((pair) => pair.startsWith(start)).map((pair) => pair.slice(start.length));
  return values.filter((value) => form.test(value));
}

function toName(c: Requested, name: CookieName): string {
  return isSecure(c) ? `__Host-${name}` : name;
}

function isSecure(c: Requested): boolean {
  return c.req.url.startsWith('https:');
}
