/**
 * Whether a request only fetched a file, such as a picture or a script. A page fetches dozens of them, so a list of requests leaves them
 * out at first.
 */
export function isFile(method: string, path: string): boolean {
  return (
    method === 'GET' &&
    /^\/assets\/|\.(?:svg|png|webp|avif|jpe?g|ico|js|css|woff2)$/.test(path.split('?')[0] ?? '')
  );
}
