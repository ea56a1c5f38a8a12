import type { Context } from 'hono';

/** Every cookie of the shop; no script reads one. */
type CookieName = 'visitor' | 'session' | 'grant' | 'lang';

/** The part of a context that holds the request. */
type Requested = Pick<Context, 'req'>;

/**
 * A `set-cookie` header. Over https the name gets the prefix `__Host-`, so that no other host and no plain http can set the cookie:
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis
 *
 * @param seconds how long the browser keeps it; 0 makes it forget
 */
export function toCookie(c: Requested, name: CookieName, value: string, seconds: number): string {
  const secure = isSecure(c) ? '; Secure' : '';
  return `${toName(c, name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/**
 * The value of a cookie: the first that has the right form, wherever in the header it is. A browser may send several of one name,
 * such as that of another program on the same machine.
 */
export function readCookie(c: Requested, name: CookieName, form: RegExp): string | undefined {
  return readCookies(c, name, form)[0];
}

/** All values of a cookie that have the right form, in the order of the header. */
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
