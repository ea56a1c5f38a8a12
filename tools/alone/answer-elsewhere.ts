import { eventsPath } from '@jogakbo/contracts/domain-events';
import { serviceReadsPath } from '@jogakbo/contracts/service-reads';
import type { Upstream } from './open-upstream.ts';

/**
 * Answers what the workers on this machine ask of workers that do not run here, as `/<worker>/<path>`. Reads go to the services of the upstream.
 * Events end here, since the followers of the deployed shop must not see them. Everything else is refused: nothing here changes the deployed shop.
 *
 * @param onRefused receives a sentence for each request that is refused
 */
export function createElsewhere(upstream: Upstream | undefined, onRefused: (sentence: string) => void) {
  return async function answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const [, worker = '', path = ''] = /^\/([a-z]+(?:-[a-z]+)*)(\/.*)$/.exec(pathname) ?? [];
    if (worker === 'events-service' && path === eventsPath)
      return Response.json({ taken: 0 }, { status: 202 });
    const slice = worker.replace(/-service$/, '');
    if (request.method !== 'GET') return refuse(`${request.method} ${path} of ${worker} is a change`);
    if (!upstream?.open) return refuse(`${worker} cannot be read`);
    const sent = new Headers();
    for (const name of ['accept-language', 'traceparent']) {
      const value = request.headers.get(name);
      if (value !== null) sent.set(name, value);
    }
    if (upstream.preview) sent.set('cookie', upstream.preview);
    const answer = await fetch(`${upstream.origin}${serviceReadsPath}/${slice}${path}${search}`, {
      ...{
        headers: sent,
        redirect: 'manual',
        signal: AbortSignal.any([request.signal, AbortSignal.timeout(readTimeoutMs)]),
      },
    }).catch(() => undefined);
    if (!answer) return refuse(`${worker} of ${upstream.origin} does not answer`);
    if (answer.status === 403)
      return refuse(
        `${upstream.origin} no longer lets this machine read ${worker}: the preview may have ended`,
      );
    const type = answer.headers.get('content-type');
    return new Response(answer.body, {
      status: answer.status,
      headers: type ? { 'content-type': type } : {},
    });
  };

  function refuse(sentence: string): Response {
    onRefused(sentence);
    return Response.json(
      { type: 'about:blank', title: 'Service Unavailable', status: 503, detail: sentence },
      {
        ...{ status: 503, headers: { 'content-type': 'application/problem+json' } },
      },
    );
  }
}

/** Milliseconds for one read of the upstream. */
const readTimeoutMs = 5_000;
