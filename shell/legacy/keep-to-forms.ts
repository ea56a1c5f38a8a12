import type { Context } from 'hono';
import { ownNames, type ShellEnv } from '../bindings.ts';
import { actions } from '../pages.ts';
import { isTakenOver } from './is-taken-over.ts';
import { findEntry, readTakeover, toShare } from './takeover.ts';
import { isPage } from './to-own-headers.ts';

/**
 * Lists the slices with a form that the legacy answers for this visitor, if the address is one of a page.
 */
export function listSlicesOfLegacy(c: Context<ShellEnv>): string[] {
  const takeover = readTakeover(c.env);
  if (findEntry(takeover, new URL(c.req.url).pathname) === undefined) return [];
  const names = ownNames(c.env);
  const passed = Object.entries(actions).filter(([path]) => !isTakenOver(c, toShare(takeover, path, names)));
  return [...new Set(passed.map(([, { slice }]) => slice))];
}

/**
 * Switches the islands of these slices off in a page of the shop. An island sends to the API of the shop, so a product would be in the cart of the
 * shop, while `/cart` shows the cart of the legacy. Without the island, the browser posts the form, and the path of the form decides.
 */
export function keepToForms(answer: Response, slices: string[]): Response {
  if (slices.length === 0 || !isPage(answer) || !answer.body) return answer;
  const rewriter = new HTMLRewriter();
  for (const slice of slices)
    rewriter.on(`[data-boundary="${slice}"][data-island]`, {
      element: (element) => void element.removeAttribute('data-island'),
    });
  const { status, headers } = answer;
  const changed = new Response(answer.body, { status, headers });
  changed.headers.delete('content-length');
  return rewriter.transform(changed);
}
