/** The beginning of the names that cookies of the upstream have in the developer's browser. Other programs on this machine have others. */
const prefix = 'upstream-';

/** The cookies of the upstream among those of a browser, under their own names. */
export function toUpstreamCookies(cookie: string | null): string {
  return pairsOf(cookie)
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length))
    .join('; ');
}

/**
 * Makes a cookie of the upstream one of this machine, which has no https: a browser may refuse `Secure` and the prefix `__Host-` there.
 *
 * @param cookie a `set-cookie` header
 * @example toLocalCookie('__Host-session=x; Path=/; Secure') // 'upstream-__Host-session=x; Path=/'
 */
export function toLocalCookie(cookie: string): string {
  const kept = cookie
    .split(';')
    .map((part) => part.trim())
    .filter((part) => !/^(?:domain\s*=|secure$|partitioned$)/i.test(part));
  return prefix + kept.join('; ');
}

/** Reads a cookie by its name. */
export function readCookie(cookie: string | null, name: RegExp): string | undefined {
  const pair = pairsOf(cookie).find((each) => name.test(each.split('=')[0] as string));
  return pair?.slice(pair.indexOf('=') + 1);
}

function pairsOf(cookie: string | null): string[] {
  return (cookie ?? '').split(';').map((pair) => pair.trim());
}
