import { logError } from '@jogakbo/edge/log';
import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { createVisit } from '../create-visit.ts';
import { cutRegion } from './cut-region.ts';
import { describeRegion } from './descriptions.ts';
import { fetchLegacy } from './fetch-legacy.ts';
import { toLegacyCookies, toOwnCookie } from './legacy-cookies.ts';
import { personalPartsOf } from './personal-parts.ts';
import { findPage } from './regions.ts';
import { isPage } from './to-own-headers.ts';

/** What the legacy shows this visitor, for a page of the shop. */
type Borrowed = {
  parts: { slot: string; html: string; isFallback: boolean; about: string }[];
  /** The cookies that the legacy sets, as `set-cookie` headers for the browser. */
  cookies: string[];
};

/**
 * Cuts the personal parts of the legacy out of its page at the same address. The page is fetched with this visitor's cookies of the legacy, and
 * nothing keeps it. A part that is not found becomes the fallback of its slot, which is right for members and for guests.
 *
 * @returns no parts for a visitor whom the legacy does not know, since the shop shows a guest the same
 */
export async function borrowParts(c: Context<ShellEnv>, from: string): Promise<Borrowed> {
  const url = new URL(c.req.url);
  const isVisit = c.req.method === 'GET' && toLegacyCookies(c.req.header('cookie') ?? '') !== '';
  const parts = isVisit && findPage(url) ? personalPartsOf(c, 'legacy') : [];
  if (parts.length === 0) return { parts: [], cookies: [] };
  const { language, params } = createVisit(c, {});
  const { html, cookies, fault } = await readPage(c, from, url);
  if (fault) log(c, fault);
  const found = parts.map(async (part) => {
    const { slot, selector, own } = part;
    const cut = html === undefined ? undefined : await cutRegion(html, { selector, from, to: '' });
    if (html !== undefined && cut === undefined) log(c, `the page has no part ${selector}`);
    const fallback = own.fallback?.({ url: c.req.url, params, language }) ?? '';
    const about = [describeRegion(c.env, part), fault].filter(Boolean).join(' · ');
    return { slot, html: cut ?? fallback, isFallback: cut === undefined, about };
  });
  return { parts: await Promise.all(found), cookies };
}

/** Puts the parts into a page of the shop. The browser does not fetch them again on their own. */
export function putBorrowed(answer: Response, { parts, cookies }: Borrowed, outlines: boolean): Response {
  if (parts.length === 0 || !isPage(answer) || !answer.body) return answer;
  const rewriter = new HTMLRewriter();
  for (const { slot, html, isFallback, about } of parts)
    rewriter.on(`[data-fragment][slot="${slot}"]`, {
      element(element) {
        for (const name of ofFragment) element.removeAttribute(name);
        element.setAttribute('data-boundary', 'legacy');
        if (isFallback) element.setAttribute('data-fallback', '');
        if (outlines) element.setAttribute('data-about', about);
        element.setInnerContent(html, { html: true });
      },
    });
  const { status, headers } = answer;
  const changed = new Response(answer.body, { status, headers });
  changed.headers.delete('content-length');
  changed.headers.set('cache-control', 'private, no-store');
  for (const cookie of cookies) changed.headers.append('set-cookie', cookie);
  return rewriter.transform(changed);
}

/** What the engine writes for the browser about its own fragment. */
const ofFragment = ['src', 'params', 'personal', 'refresh', 'late', 'island', 'version', 'fallback', 'about']
  .map((name) => `data-${name}`)
  .concat('hidden');

async function readPage(c: Context<ShellEnv>, from: string, { pathname, search, protocol }: URL) {
  const answer = await fetchLegacy(c, from, { method: 'GET', path: pathname + search, isPart: true });
  if (!answer.ok) return { cookies: [], fault: answer.detail };
  const { response } = answer;
  const cookies = response.headers
    .getSetCookie()
    .flatMap((cookie) => toOwnCookie(cookie, protocol === 'https:') ?? []);
  if (!isPage(response)) {
    await response.body?.cancel();
    return { cookies, fault: `status ${response.status} without a page` };
  }
  return { cookies, html: await response.text() };
}

function log(c: Context<ShellEnv>, detail: string): void {
  logError({ worker: 'shell', legacy: 'personal', detail, path: c.req.path, trace: c.var.trace.id });
}
