import type { Page } from '@jogakbo/compose/page';
import type { Context } from 'hono';
import { fillPath, formPages } from './form-pages.ts';
import { isScanned } from './is-scanned.ts';
import { matchPath } from './match-path.ts';
import { pages } from './pages.ts';
import { readQuery } from './read-query.ts';
import type { ShellEnv } from './shell.ts';

export type FoundPage = { page: Page; params: Record<string, string> };

/**
 * The page at a request's path with the parameters that it knows, or a finished answer: a redirect from another spelling of a page's
 * path (308) or from a form's address to the page that holds the form (303), or a small 404 for paths that only programs ask for.
 *
 * @returns undefined where a person may have meant a page that does not exist
 */
export function findPage(c: Context<ShellEnv>): FoundPage | Response | undefined {
  const match = matchPath(pages, c.req.path);
  const { pathname, search } = new URL(c.req.url);
  if (match)
    return { page: match.entry, params: { ...readQuery(match.entry.query, search), ...match.params } };
  const form = matchPath(formPages, c.req.path);
  if (form) return c.redirect(fillPath(form.entry, form.params), 303);
  if (isScanned(c.req.path))
    return new Response(nothing, { status: 404, headers: { 'content-type': htmlType } });
  const spelling = toPageSpelling(pathname);
  return spelling && spelling !== pathname ? c.redirect(spelling + search, 308) : undefined;
}

/**
 * A choice on a page that exists, such as an item that its product does not have, is no reason for a 404: such a request is led to the
 * page without the choice.
 */
export function withoutUnknownChoice(
  c: Context<ShellEnv>,
  { page, params }: FoundPage,
  answer: Response,
): Response {
  const { choice } = page;
  if (answer.status !== 404 || !choice || params[choice] === undefined) return answer;
  answer.body?.cancel().catch(() => {});
  const url = new URL(c.req.url);
  for (const name of [...url.searchParams.keys()])
    if (name.replace(/^amp;/, '') === choice) url.searchParams.delete(name);
  return c.redirect(url.pathname + url.search, 302);
}

/** The path as the table of pages spells it, where only the case of letters differs. */
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
