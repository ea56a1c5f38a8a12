const prefix = 'legacy-';

/** The cookies of the legacy among those of a browser, as the legacy named them. It gets no cookie of the shell. */
export function toLegacyCookies(cookie: string): string {
  return cookie
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length))
    .join('; ');
}

/**
 * Gives a cookie of the legacy a name that no cookie of the shell has. It belongs to the host of the shop, whatever domain the legacy names.
 *
 * @param cookie a `set-cookie` header
 * @returns undefined for a header without a name
 */
export function toOwnCookie(cookie: string, secure: boolean): string | undefined {
  const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
  if (!/^[^\s=]+=/.test(pair)) return undefined;
  const kept = attributes.filter((attribute) => attribute && !/^(?:domain\s*=|secure$)/i.test(attribute));
  return [prefix + pair, ...kept, ...(secure ? ['Secure'] : [])].join('; ');
}
