import type { Visit } from '@jogakbo/compose/load-fragment';
import { headers } from '@jogakbo/contracts/fragment';
import { Language } from '@jogakbo/contracts/language';
import { toTraceparent } from '@jogakbo/edge/trace';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { ShellEnv } from './shell.ts';

/**
 * A request as the engine needs to know it. The language is `?lang=`, else the cookie's, else the browser's.
 *
 * @param params of the path and the query; a fragment gets those it declares
 */
export function toVisit(c: Context<ShellEnv>, params: Record<string, string>): Visit {
  const { language, visitor } = identityOf(c);
  return {
    url: new URL(c.req.url),
    params,
    language,
    headers: { traceparent: toTraceparent(c.var.trace) },
    identity: visitor ? { [headers.visitor]: visitor } : undefined,
    waitUntil: (work) => c.executionCtx.waitUntil(work),
    gone: c.req.raw.signal,
  };
}

/**
 * Who asks, as headers for a slice.
 *
 * @param options with `mint`, a visitor without an id gets one, and `cookie` is what makes the browser keep it
 */
export function identityOf(c: Context<ShellEnv>, { mint = false } = {}) {
  const language = languageOf(c);
  c.set('language', language);
  let visitor = getCookie(c, visitorCookie);
  let cookie: string | undefined;
  if (visitor !== undefined && !/^[\w-]{22,36}$/.test(visitor)) visitor = undefined;
  if (!visitor && mint) {
    visitor = crypto.randomUUID();
    const secure = c.req.url.startsWith('https:') ? '; Secure' : '';
    cookie = `${visitorCookie}=${visitor}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax${secure}`;
  }
  const sent: Record<string, string> = {
    'accept-language': language,
    traceparent: toTraceparent(c.var.trace),
  };
  if (visitor) sent[headers.visitor] = visitor;
  return { language, visitor, headers: sent, cookie };
}

const visitorCookie = 'visitor';

function languageOf(c: Context<ShellEnv>): Language {
  for (const candidate of [c.req.query('lang'), getCookie(c, 'lang')]) {
    if (v.is(Language, candidate)) return candidate;
  }
  return c.var.language;
}
