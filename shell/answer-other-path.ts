import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { isScanned } from './is-scanned.ts';
import { pages } from './pages.ts';

/**
 * Answers a request for a path without a route: a redirect to the spelling of a page's path (308), or a small 404 for paths that only
 * programs request.
 *
 * @returns undefined if a person may have typed the path
 */
export function answerOtherPath(c: Context<ShellEnv>): Response | undefined {
  const { pathname, search } = new URL(c.req.url);
  if (isScanned(c.req.path))
    return new Response(nothing, { status: 404, headers: { 'content-type': htmlType } });
  const spelling = toPageSpelling(pathname);
  return spelling && spelling !== pathname ? c.redirect(spelling + search, 308) : undefined;
}

/** The path as the table of pages spells it, if only the case of letters differs. */
function toPageSpelling(pathname: string): string | undefined {
  const parts = pathname.split('/');
  const pattern = Object.keys(pages).find((candidate) => {
    const expected = candidate.split('/');
    return (
      expected.length === parts.length &&
      expected.every((part, index) => part.startsWith(':') || part === parts[index]?.toLowerCase())
    );
  });
  return pattern
    ?.split('/')
    .map((part, index) => (part.startsWith(':') ? parts[index] : part))
    .join('/');
}

const htmlType = 'text/html; charset=utf-8';
const nothing =
  '<!doctype html><html lang="ko"><meta charset="utf-8"><title>404</title><p>없는 주소예요. <a href="/">조각보 홈으로</a>' +
  '<p lang="en">There is nothing here. <a href="/">Go to the home page</a></html>';
