import { headerPrefix, headers } from '@jogakbo/contracts/fragment';
import { type ServiceReads, serviceReadsPath, upstreamProtocol } from '@jogakbo/contracts/service-reads';
import { problem } from '@jogakbo/edge/problem';
import type { Context, Hono } from 'hono';
import { isDeveloper } from './add-development.ts';
import { bffOf, type ShellEnv } from './bindings.ts';
import { rulesOf } from './slices.ts';
import { takePlace } from './take-place.ts';
import { toTraceHeaders } from './to-slice-request.ts';

/** Milliseconds for one read. */
const readTimeoutMs = 5_000;

/**
 * Opens the services of all slices to a developer who runs one slice alone: only reads, only without an identity, and only for the holder of a
 * preview. On a developer's machine they are open without one.
 */
export function addServiceReads(app: Hono<ShellEnv>): void {
  app.get(serviceReadsPath, (c) =>
    c.json({ protocol: upstreamProtocol, open: isOpen(c) } satisfies ServiceReads, 200, {
      'cache-control': 'private, no-store',
    }),
  );

  app.get(`${serviceReadsPath}/:slice/*`, takePlace(), async (c) => {
    if (!isOpen(c))
      return problem(c, 403, { reason: 'closed', detail: 'Only the holder of a preview may read services.' });
    const slice = c.req.param('slice');
    // The service of members has nothing for a request without an identity.
    const bff = rulesOf(slice).keepsSessions ? undefined : bffOf(c.env, slice);
    if (!bff) return problem(c, 404, { detail: 'The service of this slice cannot be read.' });
    const { pathname, search } = new URL(c.req.url);
    const path = serviceReadsPath + pathname.slice(`${serviceReadsPath}/${slice}`.length) + search;
    const answer = await bff.fetch(
      new Request(`http://worker${path}`, {
        headers: {
          ...toTraceHeaders(c),
          'accept-language': c.var.language,
          [headers.deadline]: String(readTimeoutMs),
          [headers.development]: '1',
        },
        redirect: 'manual',
        signal: c.req.raw.signal,
      }),
    );
    const response = new Response(answer.body, answer);
    for (const name of answer.headers.keys())
      if (name.startsWith(headerPrefix)) response.headers.delete(name);
    response.headers.set('cache-control', 'private, no-store');
    return response;
  });
}

function isOpen(c: Context<ShellEnv>): boolean {
  return c.get('preview') !== undefined || isDeveloper(c);
}
