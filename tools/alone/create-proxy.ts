import { beaconPath } from '@jogakbo/contracts/beacon';
import { headers } from '@jogakbo/contracts/fragment';
import { languages } from '@jogakbo/contracts/language';
import { preferredLanguage } from '@jogakbo/edge/preferred-language';
import { fillPath } from '../../platform/compose/routes.ts';
import { answerSlice, toClient } from './answer-slice.ts';
import { composePage, type Inserted, matchRoute } from './compose-page.ts';
import { readCookie } from './cookies.ts';
import { type createAskerFinder, toSessionCookie, toVisitorCookie } from './create-asker-finder.ts';
import type { Asker, SliceHost } from './create-slice-host.ts';
import { allow, toLocalHeaders, toUpstreamHeaders } from './to-local-headers.ts';

type Proxy = {
  /** The origin of the upstream. */
  upstream: string;
  host: SliceHost;
  findAsker: ReturnType<typeof createAskerFinder>;
  /** Answers `/_dev/…`: the reload of pages. */
  development(request: Request): Response | Promise<Response>;
};

/** Answers a developer's browser: with the slices that run here, and for all else with the deployed shop. */
export function createProxy({ upstream, host, findAsker, development }: Proxy) {
  return async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const problem = findForeign(request, url);
    if (problem) return problem;
    if (url.pathname.startsWith('/_dev')) return development(request);
    // The measurements of the deployed shop are about its visitors.
    if (url.pathname === beaconPath) return new Response(null, { status: 204 });
    let asker: Asker;
    try {
      asker = await findAsker(request.headers.get('cookie'));
    } catch (error) {
      return toFailure(upstream, (error as Error).message);
    }
    const response = await answerLocally(request, url, asker);
    if (!request.headers.get('cookie')?.includes(toVisitorCookie(asker).split(';')[0] as string))
      response.headers.append('set-cookie', toVisitorCookie(asker));
    return response;
  };

  async function answerLocally(request: Request, url: URL, asker: Asker): Promise<Response> {
    const { pathname } = url;
    const asked = { language: languageOf(request, url), asker };
    const answered = await answerSlice(host, request, asked);
    // A page that is open may still have files of the upstream.
    if (answered) return answered;
    const action = request.method === 'POST' ? matchRoute(pathname) : undefined;
    if (action?.route.action && host.slices.includes(action.route.action))
      return sendForm(request, url, action.route.action, asked);
    return pass(request, url, asker);
  }

  async function sendForm(
    request: Request,
    url: URL,
    slice: string,
    asked: { language: string; asker: Asker },
  ): Promise<Response> {
    const answer = await host.action(slice, url.pathname, request, asked);
    const location = answer.headers.get('location');
    const session = answer.headers.get(headers.session);
    const cookies = session === null ? [] : [toSessionCookie(session)];
    const fragment = answer.headers.get(headers.fragment);
    if (location !== null)
      return withCookies(new Response(null, { status: 303, headers: { location } }), cookies);
    if (!fragment) return withCookies(toClient(answer), cookies);
    const found = matchRoute(url.pathname);
    const shownOn = found?.route.shownOn ? fillPath(found.route.shownOn, found.params) : url.pathname;
    const shown = new URL(answer.headers.get('content-location') ?? shownOn, url);
    const sent = new Headers(request.headers);
    for (const name of ['content-type', 'origin']) sent.delete(name);
    const page = await pass(new Request(shown, { headers: sent }), shown, asked.asker, {
      fragment,
      html: await answer.text(),
    });
    return withCookies(new Response(page.body, { status: answer.status, headers: page.headers }), cookies);
  }

  /** Gets the answer of the upstream, and puts the fragments of this machine into a page. */
  async function pass(request: Request, url: URL, asker: Asker, inserted?: Inserted): Promise<Response> {
    const { method, signal } = request;
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: await request.arrayBuffer() };
    const sent = toUpstreamHeaders(request.headers, url.origin, upstream);
    let answer: Response;
    try {
      answer = await fetch(upstream + url.pathname + url.search, {
        ...{ method, headers: sent, redirect: 'manual', signal },
        ...body,
      });
    } catch (error) {
      return toFailure(upstream, (error as Error).message);
    }
    const own = toLocalHeaders(answer, url.origin, upstream);
    const init = { status: answer.status, headers: own };
    const isHtml = /^text\/html\b/.test(answer.headers.get('content-type') ?? '');
    // A fragment alone is HTML, too, and no page.
    if (!isHtml || method === 'HEAD' || !answer.body || url.pathname.startsWith('/_fragments/'))
      return new Response(answer.body, init);
    const html = await answer.text();
    const page = await composePage({ html, url: url.href, asker, host, from: upstream, inserted });
    if (!page) return new Response(html, init);
    const policy = allow(own.get('content-security-policy') ?? '', 'style-src', page.hashes);
    own.set('content-security-policy', allow(policy, 'script-src', [`${url.host}/_dev/reload.js`]));
    own.set('cache-control', 'private, no-store');
    return new Response(page.html, init);
  }
}

/** Pages of other sites, and names that another site points at this machine, may not use the session of the developer. */
export function findForeign(request: Request, { origin, hostname }: URL): Response | undefined {
  const sentFrom = request.headers.get('origin');
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  if (!ownNames.has(hostname)) return new Response('This shop is for localhost only.\n', { status: 403 });
  if (changes && sentFrom !== null && sentFrom !== origin)
    return new Response('Another site sent this.\n', { status: 403 });
  return undefined;
}

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

function toFailure(upstream: string, why: string): Response {
  const text = `${upstream} does not answer: ${why}\n\nThis machine only runs the slices that you named. Everything else comes from that shop.\n`;
  return new Response(text, { status: 502, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

function withCookies(response: Response, cookies: string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

function languageOf(request: Request, url: URL): string {
  const isFetched = /^\/(?:api|_fragments)\//.test(url.pathname);
  const kept = isFetched
    ? undefined
    : readCookie(request.headers.get('cookie'), /^upstream-(?:__Host-)?lang$/);
  const wanted = [url.searchParams.get('lang'), kept].find((each) =>
    languages.some((language) => language === each),
  );
  return wanted ?? preferredLanguage(request.headers.get('accept-language') ?? undefined);
}
