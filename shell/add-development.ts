import { problem } from '@jogakbo/edge/problem';
import { toFieldErrors } from '@jogakbo/edge/validate';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { Fault } from './create-faults.ts';
import { readMailPage } from './read-mail-page.ts';
import { type ShellEnv, shellOf } from './shell.ts';

/**
 * Adds the routes below `/_dev`, which answer only where the variable DEV is set; no wrangler.toml sets it. They answer under this
 * machine's own names only: a site elsewhere can point a name of its own at 127.0.0.1, and is the same origin then.
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
    const { faults, composer } = shellOf(c.env);
    faults.clear();
    composer.clear();
    return c.body(null, 204);
  });

  app.get('/_dev/mail', readMailPage);

  for (const path of fromDeveloperServer)
    app.get(path, (c) => {
      const url = URL.parse(path, c.env.DEV);
      return url ? fetch(url) : problem(c, 404);
    });
}

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What `bun run dev` serves itself; nothing else is fetched from there. */
const fromDeveloperServer = ['/_dev/reload.js', '/_dev/events'];
