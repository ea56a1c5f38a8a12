import { fragmentOrigin, toRedirectTarget } from './answer-headers.ts';
import type { ComposeOptions } from './composer-options.ts';
import { lockedHeaders } from './content-security-policy.ts';
import type { Composer } from './create-composer.ts';
import type { Deadline, Deadlines } from './create-deadlines.ts';
import type { Asked, Hooks, Refusal } from './host-options.ts';
import type { Names } from './names.ts';
import type { Page } from './page.ts';
import { fillPath, type Router } from './routes.ts';
import { hostOf } from './to-page-headers.ts';
import type { Visit } from './visit.ts';

type FormEngine<Context, Rules> = {
  composer: Composer;
  deadlines: Deadlines;
  hooks: Hooks<Context, Rules>;
  match: Router<Rules>;
  notFound: Page;
  names: Names;
  toVisit(asked: Asked<Context, Rules>): Visit;
  toHow(asked: Asked<Context, Rules>, status?: number): ComposeOptions;
  refuse(asked: Asked<Context, Rules>, status: number, reason?: Refusal): Response | Promise<Response>;
};

/**
 * Makes the function that passes a posted form to the slice of its path. The slice redirects with 303, or it answers with the HTML of the
 * fragment that has the form. Then the page of the form is composed with this HTML, and gets the status of the answer.
 */
export function createFormPasser<Context, Rules>(engine: FormEngine<Context, Rules>) {
  const { deadlines, hooks, match, toVisit, toHow, refuse } = engine;
  const { admit, expire, endpointOf, compose } = engine.composer;
  const { headers } = engine.names;
  type Current = Asked<Context, Rules>;

  return async function passForm(asked: Current): Promise<Response> {
    const leave = admit(asked.request.signal);
    if (!leave) return refuse(asked, 503, 'busy');
    // The slice may finish its change when the client leaves, so only the time ends the call.
    const deadline = deadlines.join(asked, formTimeoutMs);
    try {
      return await pass(asked, deadline);
    } finally {
      deadline.leave();
      leave();
    }
  };

  async function pass(asked: Current, deadline: Deadline): Promise<Response> {
    const { request, route } = asked;
    if (isFromOtherSite(request)) return refuse(asked, 403, 'other-site');
    const slice = route?.action ?? '';
    const endpoint = endpointOf(slice);
    if (!route || !slice || !endpoint) return refuse(asked, route?.page ? 405 : 404);

    const visit = toVisit(asked);
    const own = hooks.headersOf ? await hooks.headersOf(asked, visit) : await visit.identity?.(slice);
    if (own === 'unknown') return refuse(asked, 503, 'unknown-asker');
    if (own instanceof Response) return own;
    const body = await asked.body().catch(() => undefined);
    if (!body) return refuse(asked, 413);
    const type = request.headers.get('content-type');
    const passed = {
      ...{ 'accept-language': visit.language, ...visit.headers },
      ...(type ? { 'content-type': type } : {}),
      [headers.deadline]: String(deadline.left()),
      ...own,
    };
    const init = {
      method: 'POST',
      headers: passed,
      body,
      redirect: 'manual',
      signal: deadline.signal,
    } as const;
    const send = async () => endpoint.fetch(fragmentOrigin + asked.path, init);
    const sent = await Promise.race([send().catch(() => undefined), deadline.over]);
    const answer = sent ?? new Response(null, { status: 503 });

    for (const tag of answer.headers.get(headers.invalidates)?.split(' ') ?? []) expire(tag);
    const response = await toResponse(asked, answer, deadline);
    for (const name of passedBack) {
      const value = answer.headers.get(name);
      if (value) response.headers.set(name, value);
    }
    for (const cookie of answer.headers.getSetCookie()) response.headers.append('set-cookie', cookie);
    return (await hooks.after?.(asked, response, answer)) ?? response;
  }

  async function toResponse(asked: Current, answer: Response, deadline: Deadline): Promise<Response> {
    const { status, headers: said } = answer;
    const location = toRedirectTarget(said.get('location'));
    if (location && seeOther.includes(status))
      return new Response(null, { status: 303, headers: { location } });

    const fragment = said.get(headers.fragment);
    const shown = fragment ? pageOf(asked, said.get('content-location')) : undefined;
    const hasBody = status >= 400 || (answer.ok && !bodiless.includes(status));
    if (hasBody && fragment && shown?.route?.page) {
      const html = await Promise.race([answer.text().catch(() => undefined), deadline.over]);
      if (html === undefined) return refuse(asked, 503, 'no-answer');
      const inserted = { fragment, html, version: said.get(headers.version) ?? '' };
      const how = { ...toHow(shown, status), admitted: true };
      return compose(shown.route.page, { ...toVisit(shown), inserted }, how);
    }
    if (status < 400 || status >= 500) return refuse(asked, 503, 'no-answer');
    if (status === 404) return asked.show(engine.notFound, 404);
    const contentType = said.get('content-type') ?? '';
    return new Response(answer.body, { status, headers: { ...lockedHeaders, 'content-type': contentType } });
  }

  /** The page that shows the answer: the one that the slice names, else the page of the form. */
  function pageOf(asked: Current, place: string | null): Current | undefined {
    const { shownOn } = asked.route ?? {};
    const path = place ?? (shownOn ? fillPath(shownOn, asked.params) : asked.path);
    if (!URL.canParse(path, asked.url)) return undefined;
    const { href, origin, pathname } = new URL(path, asked.url);
    const found = origin === new URL(asked.url).origin ? match(pathname) : undefined;
    return found && { ...asked, ...found, url: href, path: pathname };
  }
}

/** Milliseconds for a whole form: who asks, the slice, and its stores. */
const formTimeoutMs = 5_000;
/** Statuses after which a browser opens the location with GET. Many frameworks redirect with 302. */
const seeOther = [302, 303];
/** Statuses that no page can have: https://fetch.spec.whatwg.org/#null-body-status */
const bodiless = [204, 205];
/** Headers of an answer that say when to try again. */
const passedBack = ['retry-after', 'ratelimit', 'ratelimit-policy'];

/** Whether the page of another site made a browser send a form. Clients other than browsers send neither header. */
function isFromOtherSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site) return site === 'cross-site' || site === 'same-site';
  const origin = request.headers.get('origin');
  return origin !== null && hostOf(`${origin}/`) !== hostOf(request.url);
}
