import { toLegacyCookies } from './legacy-cookies.ts';

/** Headers that belong to one connection, that the runtime writes itself, or that say more than the legacy should know. */
const withheld = new Set([
  ...[
    'accept-encoding',
    'connection',
    'content-length',
    'cookie',
    'expect',
    'forwarded',
    'host',
    'keep-alive',
  ],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
]);
const withheldPrefixes = ['cf-', 'proxy-', 'x-forwarded-', 'x-jogakbo-', 'x-real-ip'];

type Asked = {
  /** The headers of the browser. */
  sent: Headers;
  /** The address that the browser asked for. */
  url: URL;
  /** The origin of the legacy. */
  origin: string;
  language: string;
};

/** The headers of a request to the legacy: those of the browser, with the cookies of the legacy, and with its own origin. */
export function toLegacyHeaders({ sent, url, origin, language }: Asked): Headers {
  const headers = new Headers();
  for (const [name, value] of sent)
    if (!withheld.has(name) && !withheldPrefixes.some((prefix) => name.startsWith(prefix)))
      headers.set(name, value);
  const cookie = toLegacyCookies(sent.get('cookie') ?? '');
  if (cookie) headers.set('cookie', cookie);
  for (const name of ['origin', 'referer']) {
    const value = headers.get(name);
    if (value?.startsWith(url.origin)) headers.set(name, origin + value.slice(url.origin.length));
  }
  headers.set('accept-language', language);
  // The shell rewrites pages, so it reads them as they are.
  headers.set('accept-encoding', 'identity');
  headers.set('x-forwarded-host', url.host);
  headers.set('x-forwarded-proto', url.protocol.slice(0, -1));
  const address = sent.get('cf-connecting-ip');
  if (address) headers.set('x-forwarded-for', address);
  return headers;
}
