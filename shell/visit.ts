import type { Visit } from '@jogakbo/compose/load-fragment';
import { headers } from '@jogakbo/contracts/fragment';
import { Language } from '@jogakbo/contracts/language';
import { toTraceparent } from '@jogakbo/edge/trace';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import * as v from 'valibot';
import { type Asker, toAsker } from './identity.ts';
import type { ShellEnv } from './shell.ts';

/**
 * A request as the engine needs to know it. The language is `?lang=`, else the cookie's, else the browser's.
 *
 * @param params of the path and the query; a fragment gets those it declares
 */
export function toVisit(c: Context<ShellEnv>, params: Record<string, string>, asker = toAsker(c)): Visit {
  return {
    url: c.req.url,
    params,
    language: setLanguage(c),
    headers: { traceparent: toTraceparent(c.get('trace')) },
    identity: asker.headersFor,
    waitUntil: (work) => c.executionCtx.waitUntil(work),
    gone: c.req.raw.signal,
  };
}

/** What a slice is told of a request that is passed to it: an action or an API call. */
export async function toPassedHeaders(
  c: Context<ShellEnv>,
  slice: string,
  asker: Asker,
): Promise<Record<string, string>> {
  return {
    'accept-language': setLanguage(c),
    traceparent: toTraceparent(c.var.trace),
    [headers.address]: c.req.header('cf-connecting-ip') ?? 'unknown',
    ...(slice === 'member' && asker.session ? { [headers.session]: asker.session } : {}),
    ...(await asker.headersFor(slice)),
  };
}

function setLanguage(c: Context<ShellEnv>): Language {
  for (const candidate of [c.req.query('lang'), getCookie(c, 'lang')]) {
    if (!v.is(Language, candidate)) continue;
    c.set('language', candidate);
    return candidate;
  }
  return c.var.language;
}
