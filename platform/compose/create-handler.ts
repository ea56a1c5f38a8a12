import type { FragmentName } from '@jogakbo/contracts/fragment';
import { fragmentOrigin } from './answer-headers.ts';
import { systemClock } from './clock.ts';
import type { ComposeOptions, ComposerOptions } from './composer-options.ts';
import { defaultOverloaded, toOverloaded } from './create-admission.ts';
import type { Composer } from './create-composer.ts';
import { createDeadlines } from './create-deadlines.ts';
import { createFormPasser } from './create-form-passer.ts';
import type { Endpoint } from './fetch-fragment.ts';
import type { Asked, HostContext, HostOptions, Refusal } from './host-options.ts';
import { toNames } from './names.ts';
import type { Page } from './page.ts';
import { readBody } from './read-body.ts';
import { createRouter, fillPath, pathOf, type Route } from './routes.ts';
import type { Visit } from './visit.ts';

/** Makes the function that answers every request to a host: pages, fragments alone, forms and files. */
export function createHandler<Context = HostContext, Rules = object>(
  options: ComposerOptions & HostOptions<Context, Rules>,
  composer: Composer,
) {
  type Current = Asked<Context, Rules>;
  const { compose, endpointOf, fragment } = composer;
  const names = toNames(options.names);
  const deadlines = createDeadlines(options.clock ?? systemClock);
  const { hooks = {}, language = 'en', notFound, unavailable, refused = notFound } = options;
  const { bodyLimit = defaultBodyLimit, overloaded = defaultOverloaded } = options;
  /** Routes of the protocol itself. */
  const fragmentAlone = {} as Route & Rules;
  const sliceFiles = {} as Route & Rules;
  const match = createRouter<Rules>({
    [`${names.refreshPath}/:slice/:name`]: fragmentAlone,
    ...options.routes,
    '/assets/:slice/*': sliceFiles,
  });
  const passForm = createFormPasser<Context, Rules>({
    ...{ composer, deadlines, names, hooks, match },
    ...{ toVisit, toHow, refuse, notFound },
  });

  /**
   * Answers a request by the routes. GET and HEAD get pages, files, and fragments alone. POST is a form, which the slice of the
   * path answers. Anything else is 405.
   *
   * @param context passed to the hooks; its `waitUntil` keeps work alive that goes on after the answer
   */
  return async function handle(request: Request, context?: Context): Promise<Response> {
    const path = pathOf(request.url);
    const { route, params = {} } = match(path) ?? {};
    let read: ReturnType<typeof readBody> | undefined;
    const asked: Current = {
      ...{ request, context: context as Context, url: request.url, path, route, params },
      show: (page, status, more) => show(asked, page, status, more),
      body() {
        read ??= readBody(request, bodyLimit);
        return read;
      },
    };
    if (request.method === 'POST') return passForm(asked);
    if (request.method === 'GET') return answer(asked);
    if (request.method !== 'HEAD') return refuse(asked, 405);
    const answered = await answer(asked);
    answered.body?.cancel().catch(() => {});
    return new Response(null, answered);
  };

  async function answer(asked: Current): Promise<Response> {
    const { route, params } = asked;
    if (route === fragmentAlone) {
      const name: FragmentName = `${params.slice}/${params.name}`;
      if (!endpointOf(params.slice as string)) return refuse(asked, 404);
      return fragment(name, toVisit({ ...asked, fragment: name }));
    }
    const files = route === sliceFiles ? endpointOf(params.slice as string) : route?.files;
    if (files) return serveFile(asked, files);
    if (route === sliceFiles) return refuse(asked, 404);

    const visit = toVisit(asked);
    const instead = await hooks.before?.(asked, visit);
    if (instead) return instead;
    if (route?.page) {
      const { respond } = (asked.context ?? {}) as HostContext;
      const how = toHow(asked);
      const page = await compose(
        route.page,
        visit,
        hooks.after || how.withoutBody ? how : { ...how, respond },
      );
      return (await hooks.after?.(asked, page)) ?? page;
    }
    if (!route?.shownOn) return asked.show(notFound, 404);
    const location = fillPath(route.shownOn, params);
    return new Response(null, { status: 303, headers: { location } });
  }

  /** A form has a place already. */
  function show(
    asked: Current,
    page: Page,
    status: number,
    more?: Record<string, string>,
  ): Promise<Response> {
    const visit = toVisit(asked);
    const how = { ...toHow(asked, status), admitted: asked.request.method === 'POST' };
    return compose(page, more ? { ...visit, params: { ...visit.params, ...more } } : visit, how);
  }

  async function serveFile(asked: Current, files: Endpoint): Promise<Response> {
    const { request, path } = asked;
    const headers = { ...pick(request.headers, fileHeaders), ...toVisit(asked).headers };
    const { signal } = request;
    const send = async () =>
      files.fetch(fragmentOrigin + path, { method: request.method, headers, redirect: 'manual', signal });
    // The deadline is for the headers only, as a large file may take its time.
    const deadline = deadlines.join(asked, fileTimeoutMs, signal);
    const answer = await Promise.race([send().catch(() => undefined), deadline.over]);
    deadline.leave();
    return answer ?? refuse(asked, 503, 'no-answer');
  }

  function toVisit(asked: Current): Visit {
    const { request, context, url } = asked;
    const own = hooks.visitOf?.(asked);
    return {
      url,
      language,
      params: own?.params ?? readParams(asked),
      headers: pick(request.headers, ['traceparent']),
      waitUntil: (work) => (context as HostContext | undefined)?.waitUntil?.(work),
      gone: request.signal,
      ...own,
    };
  }

  function toHow(asked: Current, status?: number): ComposeOptions {
    const how = { withoutBody: asked.request.method === 'HEAD', ...hooks.optionsOf?.(asked, status) };
    return status === undefined ? how : { ...how, status };
  }

  function refuse(asked: Current, status: number, reason?: Refusal): Response | Promise<Response> {
    if (hooks.refuse) return hooks.refuse(asked, status, reason);
    if (reason === 'busy') return toOverloaded(overloaded);
    const page = { 403: refused, 404: notFound, 503: unavailable }[status];
    if (page && asked.request.method === 'POST') return asked.show(page, status);
    const allow = asked.route?.action === undefined ? 'GET, HEAD' : 'GET, HEAD, POST';
    return new Response(`${status}\n`, { status, headers: { allow, 'cache-control': 'no-store' } });
  }
}

/** The headers of a browser that a server of files gets. */
const fileHeaders = ['accept', 'accept-encoding', 'if-none-match', 'if-modified-since', 'range'];
const defaultBodyLimit = 64 * 1024;
/** Milliseconds until the headers of a file. */
const fileTimeoutMs = 5_000;

function pick(headers: Headers, names: string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked[name] = value;
  }
  return picked;
}

/** All parameters of a fragment alone; else those of the path, and those of the query that the page declares and that are not empty. */
function readParams<Rules>({ url, route, params, fragment }: Asked<unknown, Rules>): Record<string, string> {
  const declared = route?.page?.query ?? [];
  if (!url.includes('?') || (!fragment && declared.length === 0)) return params;
  const query = new URL(url).searchParams;
  if (fragment) return Object.fromEntries(query);
  const given = declared.flatMap((name) => (query.get(name) ? [[name, query.get(name) as string]] : []));
  return { ...Object.fromEntries(given), ...params };
}
