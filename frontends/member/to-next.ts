/** A host that is nobody's: https://www.rfc-editor.org/rfc/rfc2606 */
const here = 'http://here.invalid';

/** Where to go after logging in: a path of this shop as it was asked for, else the home page. */
export function toNext(asked: string | undefined): string {
  if (!asked?.startsWith('/') || asked.length > 2_000 || !isPlain(asked)) return '/';
  const url = URL.parse(asked, here);
  if (!url || url.origin !== here || url.username || !isPath(url.pathname)) return '/';
  return ['/login', '/signup', '/logout'].includes(url.pathname) ? '/' : url.pathname + url.search + url.hash;
}

/** Whether it stays a path of this shop however often somebody on the way decodes it. */
function isPath(pathname: string): boolean {
  let path = pathname;
  for (let times = 0; times < 5; times++) {
    if (/^\/[/\\]/.test(path) || path.includes('\\') || !isPlain(path)) return false;
    // An encoded slash may stand before what then reads as another host.
    const decoded = decode(path);
    if (decoded === path) return true;
    if (decoded === undefined) return false;
    path = decoded;
  }
  return false;
}

/** Without control characters, line separators and backslashes, at which browsers and servers disagree. */
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
