import { logError } from '@jogakbo/edge/log';
import { problem } from '@jogakbo/edge/problem';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { ownNames, type ShellEnv } from '../bindings.ts';
import { createVisit, toOrigin } from '../create-visit.ts';
import { guardOrigin } from '../guard-origin.ts';
import { pageOptions } from '../page-options.ts';
import { unavailable } from '../pages/errors.ts';
import { sendAgain, toAgain } from '../pages/send-again.ts';
import { releasesOf } from '../releases/releases-of.ts';
import { toArmCookie } from '../releases/take-versions.ts';
import { shellOf } from '../shell.ts';
import { borrowParts, putBorrowed } from './borrow-parts.ts';
import { countHops } from './count-hops.ts';
import { describeRegion, describeRoute } from './descriptions.ts';
import { endBrokenStream } from './end-broken-stream.ts';
import { fetchLegacy } from './fetch-legacy.ts';
import { isTakenOver } from './is-taken-over.ts';
import { keepToForms, listSlicesOfLegacy } from './keep-to-forms.ts';
import { type Ask, lendFragments } from './lend-fragments.ts';
import { outlinePage } from './outline-page.ts';
import { allowStyles, putFragments } from './put-fragments.ts';
import type { Region } from './regions.ts';
import { rewriteLinks } from './rewrite-links.ts';
import { readTakeover, toShare } from './takeover.ts';
import { isPage, toOwnHeaders } from './to-own-headers.ts';

/**
 * Passes a request to the program that the shop replaces, if LEGACY_ORIGIN is set and the shell has not taken over the route for this
 * visitor. Fragments that are taken over are put into the pages of the legacy. It comes before all other middlewares, as the legacy has addresses, sizes and limits of its own.
 *
 * @param app answers requests for fragments
 */
export function passToLegacy(app: Pick<Hono<ShellEnv>, 'fetch'>): MiddlewareHandler<ShellEnv> {
  const guard = guardOrigin();
  return async function pass(c, next) {
    const origin = c.env.LEGACY_ORIGIN && new URL(c.env.LEGACY_ORIGIN).origin;
    if (!origin) return next();
    await releasesOf(c.env)?.reader.current((work) => c.executionCtx.waitUntil(work));
    if (isOurs(c)) {
      const passed = listSlicesOfLegacy(c);
      const borrowed = borrowParts(c, origin);
      await next();
      const outlines = c.req.query('boundaries') === '1';
      const answer = putBorrowed(keepToForms(c.res, passed), await borrowed, outlines);
      // Otherwise Hono copies the headers of the first answer, such as its length.
      c.res = undefined;
      c.res = answer;
      return;
    }
    let allowed = false;
    await guard(c, async () => {
      allowed = true;
    });
    if (!allowed) return;
    const leave = shellOf(c.env).host.admit(c.req.raw.signal);
    if (!leave) return problem(c, 503, { reason: 'busy', detail: 'Too many requests are under way.' });
    const answer = await answerFromLegacy(c, origin, (request) => app.fetch(request, c.env, c.executionCtx));
    leave();
    const arm = c.get('newArm');
    if (arm) answer.headers.append('set-cookie', toArmCookie(c, arm));
    return answer;
  };
}

function isOurs(c: Context<ShellEnv>): boolean {
  const share = toShare(readTakeover(c.env), new URL(c.req.url).pathname, ownNames(c.env));
  return isTakenOver(c, share);
}

async function answerFromLegacy(c: Context<ShellEnv>, from: string, ask: Ask): Promise<Response> {
  const { method, url } = c.req;
  const { pathname, search } = new URL(url);
  const { language } = createVisit(c, {});
  c.set('language', language as typeof c.var.language);
  const body = method === 'GET' || method === 'HEAD' ? undefined : await c.req.arrayBuffer();
  const [answer, lent] = await Promise.all([
    fetchLegacy(c, from, { method, path: pathname + search, body }),
    lendFragments(c, ask),
  ]);
  if (!answer.ok) return refuse(c, answer.reason, answer.detail);
  const { response } = answer;
  const hops = countHops(
    c,
    response.status >= 300 && response.status < 400 && response.headers.has('location'),
  );
  if (hops.isCircle) {
    await response.body?.cancel();
    const refused = await refuse(c, 'circle', `redirects in a circle to ${response.headers.get('location')}`);
    if (hops.cookie) refused.headers.append('set-cookie', hops.cookie);
    return refused;
  }
  const to = toOrigin(c);
  const headers = toOwnHeaders(response, { from, to, secure: url.startsWith('https:') });
  if (hops.cookie) headers.append('set-cookie', hops.cookie);
  const { status } = response;
  if (!response.body || !isPage(response) || !isUtf8(response))
    return new Response(response.body, { status, headers });
  headers.delete('content-length');
  let broken: string | undefined;
  const whole = endBrokenStream(response.body, (error) => {
    broken = String(error);
    log(c, 'broken', broken);
  });
  const rewriter = rewriteLinks(new HTMLRewriter(), from, to);
  const outlines = c.req.query('boundaries') === '1';
  if (status === 200 && (lent.length > 0 || outlines)) {
    const about = outlines ? (each: Region) => describeRegion(c.env, each) : undefined;
    const onMissing = (detail: string) => log(c, 'no-region', detail);
    putFragments(rewriter, lent, onMissing, about);
    const hashes = lent.flatMap(({ style: { hash } }) => (hash ? [hash] : []));
    if (outlines) hashes.push(await outlinePage(rewriter, describeRoute(c), () => broken));
    headers.set('content-security-policy', allowStyles(headers.get('content-security-policy') ?? '', hashes));
  }
  return rewriter.transform(new Response(whole, { status, headers }));
}

/** Answers in place of the legacy: with the form to send it again, with a page, or with a problem for programs. */
async function refuse(c: Context<ShellEnv>, reason: string, detail: string): Promise<Response> {
  log(c, reason, detail);
  const { host } = shellOf(c.env);
  const attributes = { 'data-legacy': `${reason} · ${describeRoute(c)}` };
  const options = { ...pageOptions(c, 503), ...(c.req.query('boundaries') === '1' ? { attributes } : {}) };
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded');
  if (c.req.method === 'POST' && isForm) {
    const again = toAgain('no-answer', c.req.url, await c.req.text());
    return host.compose(sendAgain, createVisit(c, again), options);
  }
  if (!c.req.header('accept')?.includes('text/html')) return problem(c, 503, { reason: 'legacy' });
  return host.compose(unavailable, createVisit(c, {}), options);
}

function log(c: Context<ShellEnv>, legacy: string, detail: string): void {
  logError({ worker: 'shell', legacy, detail, path: c.req.path, trace: c.var.trace.id });
}

/** Pages in other encodings pass as they are. */
function isUtf8(response: Response): boolean {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
  return charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset);
}
