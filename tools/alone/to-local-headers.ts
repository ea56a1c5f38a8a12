import { toOwnUrl } from '../../shell/legacy/to-own-url.ts';
import { toLocalCookie, toUpstreamCookies } from './cookies.ts';

/** Headers that belong to one connection, or that Bun writes itself. */
const ofConnection = new Set([
  ...['accept-encoding', 'connection', 'content-encoding', 'content-length', 'host', 'keep-alive'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'alt-svc'],
]);

/** The headers of a browser's request, for the upstream: its own cookies and its own origin. */
export function toUpstreamHeaders(sent: Headers, from: string, origin: string): Headers {
  const headers = new Headers();
  for (const [name, value] of sent)
    if (!ofConnection.has(name) && name !== 'cookie') headers.set(name, value);
  const cookie = toUpstreamCookies(sent.get('cookie'));
  if (cookie) headers.set('cookie', cookie);
  for (const name of ['origin', 'referer']) {
    const value = headers.get(name);
    if (value?.startsWith(from)) headers.set(name, origin + value.slice(from.length));
  }
  // The page that is put together here is another one.
  for (const name of ['if-none-match', 'if-modified-since']) headers.delete(name);
  return headers;
}

/** The headers of an answer of the upstream, for the browser. The upstream cannot demand https or delete data for the whole of localhost. */
export function toLocalHeaders(answer: Response, from: string, origin: string): Headers {
  const headers = new Headers();
  for (const [name, value] of answer.headers)
    if (!ofConnection.has(name) && !withheld.has(name)) headers.set(name, value);
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', toLocalCookie(cookie));
  const location = headers.get('location');
  if (location !== null) headers.set('location', toOwnUrl(location, origin, from));
  const policy = headers.get('content-security-policy');
  if (policy !== null)
    headers.set('content-security-policy', toLocalPolicy(policy, new URL(from).host, new URL(origin).host));
  return headers;
}

const withheld = new Set([
  'set-cookie',
  'strict-transport-security',
  'clear-site-data',
  'service-worker-allowed',
]);

/** Puts the host of this machine in place of the upstream's into a content security policy. */
function toLocalPolicy(policy: string, host: string, upstreamHost: string): string {
  const words = policy.replace(/;\s*upgrade-insecure-requests/g, '').split(' ');
  return words
    .map((word) =>
      word === upstreamHost || word.startsWith(`${upstreamHost}/`)
        ? host + word.slice(upstreamHost.length)
        : word,
    )
    .join(' ');
}

/** Adds sources to a directive of a content security policy. A policy without that directive stays as it is. */
export function allow(policy: string, directive: string, sources: string[]): string {
  return policy.replace(new RegExp(`(^|;\\s*)${directive} `), (start) => `${start}${sources.join(' ')} `);
}
