import { toOwnCookie } from './legacy-cookies.ts';
import { toOwnUrl } from './to-own-url.ts';

/**
 * Headers of the legacy that never reach a browser: they belong to one connection, or would decide for the whole shop. `clear-site-data` would
 * delete the shell's cookies, and a service worker with a larger scope would answer for the shell's pages.
 */
const withheld = new Set([
  ...['connection', 'keep-alive', 'transfer-encoding', 'set-cookie', 'alt-svc', 'clear-site-data'],
  ...['service-worker-allowed', 'strict-transport-security', 'server', 'x-powered-by'],
]);

type Own = {
  /** The origin of the legacy. */
  from: string;
  /** The public origin of the shop. */
  to: string;
  secure: boolean;
};

/** The headers of an answer of the legacy, for the browser. Only files that the legacy itself calls public may be kept by a cache. */
export function toOwnHeaders(answer: Response, { from, to, secure }: Own): Headers {
  const headers = new Headers();
  for (const [name, value] of answer.headers)
    if (!withheld.has(name) && !name.startsWith('x-jogakbo-')) headers.set(name, value);
  const cookies = answer.headers.getSetCookie();
  for (const cookie of cookies) {
    const own = toOwnCookie(cookie, secure);
    if (own) headers.append('set-cookie', own);
  }
  const location = headers.get('location');
  if (location !== null) headers.set('location', toOwnUrl(location, from, to));
  const isFile = (answer.ok || answer.status === 304) && !isPage(answer) && cookies.length === 0;
  if (!isFile || !/\bpublic\b/i.test(headers.get('cache-control') ?? ''))
    headers.set('cache-control', 'private, no-store');
  // The legacy decides about its own pages. Without a policy of its own it gets one that changes little.
  if (isPage(answer) && !headers.has('content-security-policy'))
    headers.set('content-security-policy', "frame-ancestors 'self'; object-src 'none'");
  // This is what a browser does without the header. `guardAnswer` leaves an answer with it as it is.
  if (!headers.has('cross-origin-opener-policy')) headers.set('cross-origin-opener-policy', 'unsafe-none');
  return headers;
}

export function isPage(answer: Response): boolean {
  return /^text\/html\b/i.test(answer.headers.get('content-type') ?? '');
}
