import { problem } from '@jogakbo/edge/problem';
import { toFieldErrors } from '@jogakbo/edge/validate';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { Fault } from './faults.ts';
import { toMailPage } from './mail-page.ts';
import { type ShellEnv, toShell } from './shell.ts';

/** Adds the routes below `/_dev`, which answer only where the variable DEV is set; no wrangler.toml sets it. */
export function addDevelopment(app: Hono<ShellEnv>): void {
  app.use('/_dev/*', async (c, next) => (c.env.DEV ? next() : problem(c, 404)));

  app.get('/_dev/faults', (c) => c.json(toShell(c.env).faults.list()));

  app.post('/_dev/faults', async (c) => {
    const fault = v.safeParse(Fault, await c.req.json().catch(() => undefined));
    if (!fault.success) return problem(c, 422, { errors: toFieldErrors(fault.issues as never) });
    toShell(c.env).faults.set(fault.output);
    return c.json(fault.output);
  });

  app.delete('/_dev/faults', (c) => {
    const { faults, composer } = toShell(c.env);
    faults.clear();
    composer.clear();
    return c.body(null, 204);
  });

  app.get('/_dev/mail', toMailPage);

  app.get('/_dev/*', (c) => fetch(new URL(new URL(c.req.url).pathname, c.env.DEV)));
}
