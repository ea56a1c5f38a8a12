import { headers } from '@jogakbo/contracts/fragment';
import { problem } from '@jogakbo/edge/problem';
import type { Context } from 'hono';
import { createPassedHeaders, createVisit } from './create-visit.ts';
import { keepCookies } from './keep-cookies.ts';
import { matchPath } from './match-path.ts';
import { notFound } from './pages/errors.ts';
import { type Cause, sendAgain, toAgain } from './pages/send-again.ts';
import { actions, pages } from './pages.ts';
import { readAsker } from './read-asker.ts';
import { readQuery } from './read-query.ts';
import { type ShellEnv, shellOf } from './shell.ts';
import { toSliceRequest } from './to-slice-request.ts';

/** The time for a whole form: the look-up of the session, the slice and its stores. */
const actionTimeoutMs = 5_000;

/** Headers of an answer that say when to try again. */
const passedBack = ['retry-after', 'ratelimit', 'ratelimit-policy'];

/**
 * Passes a posted form to the slice that owns the path. The slice redirects, or it answers with the HTML of the fragment that holds the
 * form. Then the page of the form is composed with this HTML, and gets the status of the answer.
 */
export async function passAction(c: Context<ShellEnv>): Promise<Response> {
  const { composer, frontendOf, pageOptions: toOptions } = shellOf(c.env);
  // The form has a place in the limit already, so the page with its answer needs no second one.
  const pageOptions: typeof toOptions = (...of) => ({ ...toOptions(...of), admitted: true });
  const action = matchPath(actions, c.req.path)?.entry;
  const frontend = action && frontendOf(action.slice);
  if (!frontend) return matchPath(pages, c.req.path) ? problem(c, 405) : problem(c, 404);

  const expires = Date.now() + actionTimeoutMs;
  const asker = readAsker(c, { mint: true, use: 'write' });
  const { slice, aboutSession } = action;
  if (!aboutSession && (await asker.identityFor(slice)) === 'unknown') return composeAgain('asker-unknown');
  const passed = await createPassedHeaders(c, slice, asker);
  const body = await c.req.arrayBuffer();
  const left = Math.max(1, expires - Date.now());
  const answer = await frontend
    .fetch(
      toSliceRequest(c, 'action', c.req.path, {
        headers: { ...passed, [headers.deadline]: String(left) },
        body,
        signal: AbortSignal.timeout(left),
      }),
    )
    .catch(() => new Response(null, { status: 503 }));

  for (const tag of answer.headers.get(headers.invalidates)?.split(' ') ?? []) composer.expire(tag);
  const response = await composeAnswer(answer);
  for (const name of passedBack) {
    const value = answer.headers.get(name);
    if (value) response.headers.set(name, value);
  }
  await keepCookies(c, response, { asker, answer });
  return response;

  /** Shows the form as it was filled in, to send it again. */
  async function composeAgain(cause: Cause): Promise<Response> {
    const visit = createVisit(c, toAgain(cause, c.req.path, await c.req.text()), asker);
    return composer.compose(sendAgain, visit, pageOptions(c, 503));
  }

  async function composeAnswer(answer: Response): Promise<Response> {
    const location = answer.headers.get('location');
    if (answer.status === 303 && location) return new Response(null, { status: 303, headers: { location } });
    const fragment = answer.headers.get(headers.fragment);
    const place = answer.headers.get('content-location');
    const url = new URL(place ?? '/', c.req.url);
    const match = url.origin === new URL(c.req.url).origin ? matchPath(pages, url.pathname) : undefined;
    if (!fragment || !match) {
      if (answer.status >= 500 || answer.ok) return composeAgain('no-answer');
      const visit = createVisit(c, {});
      if (answer.status === 404) return composer.compose(notFound, visit, pageOptions(c, 404));
      return new Response(answer.body, {
        status: answer.status,
        headers: { 'content-type': answer.headers.get('content-type') ?? '' },
      });
    }
    const visit = createVisit(c, { ...readQuery(match.entry.page.query, url.search), ...match.params });
    const inserted = {
      fragment,
      html: await answer.text(),
      version: answer.headers.get(headers.version) ?? '',
    };
    return composer.compose(
      match.entry.page,
      { ...visit, url: url.href, inserted },
      pageOptions(c, answer.status),
    );
  }
}
