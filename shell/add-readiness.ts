import { problem } from '@jogakbo/edge/problem';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { frontendOf, type ShellEnv, slicesOf } from './bindings.ts';

const Health = v.object({ version: v.optional(v.string()) });

/** Adds `/readyz`, the health and the version of each slice, and `/readyz/<slice>`, whether the slice and its stores can be used. */
export function addReadiness(app: Hono<ShellEnv>): void {
  app.get('/readyz', async (c) => {
    const all = await Promise.all(
      slicesOf(c.env).map(async ({ slice, frontend }) => {
        const answer = await frontend.fetch(toRequest('/healthz')).catch(() => undefined);
        const health = v.safeParse(Health, await answer?.json().catch(() => undefined));
        const version = health.success ? health.output.version : undefined;
        return { slice, state: answer?.ok ? 'ok' : 'unavailable', version };
      }),
    );
    const versions = all.flatMap(({ slice, version }) => (version ? [[slice, version]] : []));
    return c.json({
      status: 'ok',
      slices: Object.fromEntries(all.map(({ slice, state }) => [slice, state])),
      versions: Object.fromEntries(versions),
    });
  });

  app.get('/readyz/:slice', async (c) => {
    const slice = c.req.param('slice');
    const frontend = frontendOf(c.env, slice);
    if (!frontend) return problem(c, 404, { detail: 'There is no such slice.' });
    const answer = await frontend.fetch(toRequest('/readyz')).catch(() => undefined);
    // What exactly is away is in the log of the slice, not in an answer to everybody.
    return answer?.ok
      ? c.json({ status: 'ok', slice })
      : c.json({ status: 'unavailable', slice }, 503, { 'retry-after': '10' });
  });
}

/** A slice that answers later is not healthy, in milliseconds. */
const healthTimeoutMs = 2_500;

function toRequest(path: string): Request {
  return new Request(`http://worker${path}`, { signal: AbortSignal.timeout(healthTimeoutMs) });
}
