import { problem } from '@jogakbo/edge/problem';
import { toFieldErrors } from '@jogakbo/edge/validate';
import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import type { ShellEnv } from './bindings.ts';
import { Fault } from './create-faults.ts';
import { readMailPage } from './read-mail-page.ts';
import { addReleaseMap } from './releases/add-release-map.ts';
import { shellOf } from './shell.ts';

/**
 * Adds the routes below `/_dev`. They answer only if the variable DEV is set, which no wrangler.toml does, and only under the names of
 * this machine: a foreign site could point a name of its own to 127.0.0.1, and would then have the same origin.
 */
export function addDevelopment(app: Hono<ShellEnv>): void {
  app.use('/_dev/*', async (c, next) => (isDeveloper(c) ? next() : problem(c, 404)));

  // The console shows what these routes answer in JSON, to a person who opens them.
  app.get('/_dev/:part{faults|limits}', async (c, next) =>
    c.env.DEV?.startsWith('http') && wantsPage(c) ? readConsole(c) : next(),
  );

  app.get('/_dev/faults', (c) => c.json(shellOf(c.env).faults.list()));

  app.post('/_dev/faults', async (c) => {
    const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded');
    const given = await (isForm ? readFaultForm(c) : c.req.json()).catch(() => undefined);
    if (isForm && given?.kind === 'none') clearAll(c);
    else {
      const fault = v.safeParse(Fault, given);
      if (!fault.success) return problem(c, 422, { errors: toFieldErrors(fault.issues as never) });
      shellOf(c.env).faults.set(fault.output);
      if (!isForm) return c.json(fault.output);
    }
    return c.redirect('/_dev/faults', 303);
  });

  app.delete('/_dev/faults', (c) => {
    clearAll(c);
    return c.body(null, 204);
  });

  app.get('/_dev/mail', readMailPage);

  addReleaseMap(app);

  app.get(
    '/_dev/limits',
    (c) => c.env.LOCAL_COUNTER?.fetch(`http://counter/${new URL(c.req.url).search}`, {}) ?? problem(c, 404),
  );

  for (const [part, path] of Object.entries(recorded))
    app.get(`/_dev/${part}.json`, (c) => {
      const { search } = new URL(c.req.url);
      return c.env.LOCAL_COUNTER?.fetch(`http://counter/${path}${search}`, {}) ?? problem(c, 404);
    });

  for (const path of fromDeveloperServer) app.get(path, readConsole);
  // The console names its parts to a person who types a wrong address.
  app.get('/_dev/*', (c, next) => (c.env.DEV?.startsWith('http') && wantsPage(c) ? readConsole(c) : next()));
}

/** Whether the request comes from this machine, to a shop that runs on this machine for development. */
export function isDeveloper(c: Context<ShellEnv>): boolean {
  return Boolean(c.env.DEV) && ownNames.has(new URL(c.req.url).hostname);
}

/** What was recorded of the last requests, and its path in the worker that records. */
const recorded = { traces: 'traces', logs: 'logs', breakers: 'fragments', calls: 'calls' };

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Paths that the server of `bun run dev` answers. Nothing else is fetched from it. */
const fromDeveloperServer = [
  ...['/_dev/reload.js', '/_dev/events', '/_dev', '/_dev/console.css', '/_dev/traces/:trace{[\\w-]{1,64}}'],
  ...['/_dev/:part{slices|graph|traces|logs|breakers|queues|releases}'],
  '/_dev/:part{(?:slices|graph|queues|releases)\\.json}',
];

/** Answers with what the server of `bun run dev` says about this path. It is fetched from no other server. */
async function readConsole(c: Context<ShellEnv>): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  const url = URL.parse(pathname + search, c.env.DEV);
  return url && url.origin === URL.parse(c.env.DEV ?? '')?.origin ? fetch(url) : problem(c, 404);
}

function wantsPage(c: Context<ShellEnv>): boolean {
  return c.req.header('accept')?.includes('text/html') ?? false;
}

/** Reads a fault from the form of the console, where every field is text. */
async function readFaultForm(c: Context<ShellEnv>): Promise<Record<string, unknown>> {
  const { ms, ...fields } = Object.fromEntries(new URLSearchParams(await c.req.text()));
  return { ...fields, ...(ms ? { ms: Number(ms) } : {}) };
}

function clearAll(c: Context<ShellEnv>): void {
  const { faults, host } = shellOf(c.env);
  faults.clear();
  host.clear({ keepDataCentre: c.req.query('keep') === 'data-centre' });
}
