import { problem } from '@jogakbo/edge/problem';
import { toFieldErrors } from '@jogakbo/edge/validate';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { ShellEnv } from './bindings.ts';
import { Fault } from './create-faults.ts';
import { readMailPage } from './read-mail-page.ts';
import { shellOf } from './shell.ts';

/**
 * Adds the routes below `/_dev`. They answer only if the variable DEV is set, which no wrangler.toml does, and only under the names of
 * this machine: a foreign site could point a name of its own to 127.0.0.1, and would then have the same origin.
 */
export function addDevelopment(app: Hono<ShellEnv>): void {
  app.use('/_dev/*', async (c, next) =>
    c.env.DEV && ownNames.has(new URL(c.req.url).hostname) ? next() : problem(c, 404),
  );

  app.get('/_dev/faults', (c) => c.json(shellOf(c.env).faults.list()));

  app.post('/_dev/faults', async (c) => {
    const fault = v.safeParse(Fault, await c.req.json().catch(() => undefined));
    if (!fault.success) return problem(c, 422, { errors: toFieldErrors(fault.issues as never) });
    shellOf(c.env).faults.set(fault.output);
    return c.json(fault.output);
  });

  app.delete('/_dev/faults', (c) => {
    const { faults, host } = shellOf(c.env);
    faults.clear();
    host.clear({ keepDataCentre: c.req.query('keep') === 'data-centre' });
    return c.body(null, 204);
  });

  app.get('/_dev/mail', readMailPage);

  app.get(
    '/_dev/limits',
    (c) => c.env.LOCAL_COUNTER?.fetch(`http://counter/${new URL(c.req.url).search}`, {}) ?? problem(c, 404),
  );

  for (const path of fromDeveloperServer)
    app.get(path, (c) => {
      const url = URL.parse(path, c.env.DEV);
      return url ? fetch(url) : problem(c, 404);
    });
}

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Paths that the server of `bun run dev` answers. Nothing else is fetched from it. */
const fromDeveloperServer = ['/_dev/reload.js', '/_dev/events'];
