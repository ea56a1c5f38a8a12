import type { Context } from 'hono';
import { isScanned } from './is-scanned.ts';
import { fillPath, matchPath } from './match-path.ts';
import { actions, type PageRules, pages } from './pages.ts';
import { readQuery } from './read-query.ts';
import type { ShellEnv } from './shell.ts';

export type FoundPage = { rules: PageRules; params: Record<string, string> };

/**
 * Finds the page of a request's path and the parameters that it declares. Some paths have a finished answer instead: a redirect from
 * another spelling of a page's path (308), a redirect from a form's path to the page that holds the form (303), or a small 404 for paths
 * that only programs request.
 *
 * @returns undefined if there is no such page, and a person may have typed the path
 */
export function findPage(c: Context<ShellEnv>): FoundPage | Response | undefined {
  const match = matchPath(pages, c.req.path);
  const { pathname, search } = new URL(c.req.url);
  if (match)
    return { rules: match.entry, params: { ...readQuery(match.entry.page.query, search), ...match.params } };
  const form = matchPath(actions, c.req.path);
  if (form?.entry.page) return c.redirect(fillPath(form.entry.page, form.params), 303);
  if (isScanned(c.req.path))
    return new Response(nothing, { status: 404, headers: { 'content-type': htmlType } });
  const spelling = toPageSpelling(pathname);
  return spelling && spelling !== pathname ? c.redirect(spelling + search, 308) : undefined;
}

/**
 * Redirects from an unknown choice to the page without it, such as from an item that its product does not have. Other answers stay as
 * they are.
 */
export function withoutUnknownChoice(
  c: Context<ShellEnv>,
  { rules, params }: FoundPage,
  answer: Response,
): Response {
  const { choice } = rules.page;
  if (answer.status !== 404 || !choice || params[choice] === undefined) return answer;
  answer.body?.cancel().catch(() => {});
  const url = new URL(c.req.url);
  for (const name of [...url.searchParams.keys()])
    if (name.replace(/^amp;/, '') === choice) url.searchParams.delete(name);
  return c.redirect(url.pathname + url.search, 302);
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
