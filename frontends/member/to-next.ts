/** A host that never exists: https://www.rfc-editor.org/rfc/rfc2606 */
const here = 'http://here.invalid';

/** The address to open after the log-in: the requested path of this shop, else the home page. */
export function toNext(asked: string | undefined): string {
  if (!asked?.startsWith('/') || asked.length > 2_000 || !isPlain(asked)) return '/';
  const url = URL.parse(asked, here);
  if (!url || url.origin !== here || url.username || !isPath(url.pathname)) return '/';
  return ['/login', '/signup', '/logout'].includes(url.pathname) ? '/' : url.pathname + url.search + url.hash;
}

/** Whether the path stays in this shop even if a proxy decodes it several times. */
function isPath(pathname: string): boolean {
  let path = pathname;
  for (let times = 0; times < 5; times++) {
    if (/^\/[/\\]/.test(path) || path.includes('\\') || !isPlain(path)) return false;
    // After decoding, a slash may turn the rest of the path into another host.
    const decoded = decode(path);
    if (decoded === path) return true;
    if (decoded === undefined) return false;
    path = decoded;
  }
  return false;
}

/** Whether the text is free of control characters, line separators and backslashes, which browsers and servers read differently. */
function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029\\]/u.test(text);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
