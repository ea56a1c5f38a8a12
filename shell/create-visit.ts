import type { Visit } from '@jogakbo/compose';
import { headers } from '@jogakbo/contracts/fragment';
import { Language } from '@jogakbo/contracts/language';
import type { Context } from 'hono';
import * as v from 'valibot';
import type { ShellEnv } from './bindings.ts';
import { readChanges, toNewestHeaders } from './changes.ts';
import { readCookie } from './cookies.ts';
import { createAskerKey, wantsNewAnswers } from './create-asker-key.ts';
import { type Asker, readAsker } from './read-asker.ts';
import { toBarParams } from './releases/preview-bar.ts';
import { rulesOf } from './slices.ts';
import { toTraceHeaders } from './to-slice-request.ts';

/**
 * Describes a request for the engine. The language of a page is `?lang=`, else that of the cookie, else that of the browser. A later request
 * of a page names the page's language, because another tab may have changed the cookie.
 *
 * @param params parameters of the path and the query; a fragment gets those that it declares
 */
export function createVisit(
  c: Context<ShellEnv>,
  params: Record<string, string>,
  asker = readAsker(c),
): Visit {
  const changes = readChanges(c);
  return {
    url: c.req.url,
    params: { ...params, origin: toOrigin(c), ...toBarParams(c) },
    language: setLanguage(c),
    headers: { ...toTraceHeaders(c), ...toNewestHeaders(changes) },
    identity: asker.identityFor,
    askerKey: createAskerKey(c, asker),
    refreshes: wantsNewAnswers(c),
    changes,
    variantOf: c.get('versionSet')?.variantOf,
    withoutCopies: c.get('preview') !== undefined,
    waitUntil: (work) => c.executionCtx.waitUntil(work),
    gone: c.req.raw.signal,
  };
}

/** The public address of the shop, such as `https://jogakbo.example`. */
export function toOrigin(c: Context<ShellEnv>): string {
  return c.env.ORIGIN ?? new URL(c.req.url).origin;
}

/** Creates the shell's own headers for an action or an API call: the language, the token, and the session for the member slice. */
export async function createPassedHeaders(
  c: Context<ShellEnv>,
  slice: string,
  asker: Asker,
): Promise<Record<string, string>> {
  const identity = await asker.identityFor(slice);
  return {
    'accept-language': setLanguage(c),
    ...(rulesOf(slice).keepsSessions && asker.session ? { [headers.session]: asker.session } : {}),
    ...(identity === 'unknown' ? await asker.unknownFor(slice) : identity),
  };
}

/** The form of a language's name. */
const languageForm = /^[a-z]{2}$/;

function setLanguage(c: Context<ShellEnv>): Language {
  const kept = isFetched(c) ? undefined : readCookie(c, 'lang', languageForm);
  for (const candidate of [c.req.query('lang'), kept]) {
    if (!v.is(Language, candidate)) continue;
    c.set('language', candidate);
    return candidate;
  }
  return c.var.language;
}

/** Tells whether a page or a program makes the request, and not a person who opens a page. */
function isFetched(c: Context<ShellEnv>): boolean {
  return /^\/(?:api|_fragments)\//.test(c.req.path);
}
