import { bodyLimit, headers, manifestPath } from '@jogakbo/contracts/fragment';
import type { Language } from '@jogakbo/contracts/language';
import { versionsHeader } from '@jogakbo/contracts/release-map';
import { serviceReadsPath } from '@jogakbo/contracts/service-reads';
import { type Context, Hono } from 'hono';
import { createVerifier, type Identity } from '../identity/create-verifier.ts';
import { isLogged, logRequest } from '../logs/log.ts';
import { startTrace, type Trace, toTrace } from '../logs/trace.ts';
import { exporterOf, flushAfter, isSampled, type TelemetrySettings } from '../telemetry/telemetry.ts';
import { createClock } from '../time/clock.ts';
import { guardBody } from './guard-body.ts';
import { passServiceRead } from './pass-service-read.ts';
import { preferredLanguage } from './preferred-language.ts';
import { problem, toProblemResponse } from './problem.ts';
import { readReadiness } from './read-readiness.ts';

/** The variables of every request, in `c.var`. */
export type RequestVariables = {
  trace: Trace;
  language: Language;
  /** The asker, from the request's token. Undefined if the caller sent no token. */
  identity: Identity | undefined;
  /** The token itself, for calls on behalf of the same asker. */
  token: string | undefined;
  /** The deadline in epoch milliseconds: after it, the caller waits no longer. Infinity if the caller set none. */
  expires: number;
  /** Whether the caller wants answers that no worker on the way has kept: `cache-control: no-cache`. Calls to other workers pass it on. */
  newest: boolean;
  /** What another fragment of the same page says, as text. Only the engine sends it, and calls to other workers pass it on. See `readHints`. */
  hints: string | undefined;
  /** The versions of other workers that this request gets, as a header. Calls to other workers pass it on. */
  versions: string | undefined;
  /** Gives the time in epoch milliseconds. In development `DEV_NOW` sets this clock. */
  now: () => number;
};

/** The Hono environment of a worker with these bindings. */
export type EdgeEnv<Bindings extends object = object> = {
  Bindings: Bindings & Settings;
  Variables: RequestVariables;
};

/** Variables that any worker may have. */
export type Settings = {
  LOG_LEVEL?: string;
  DEV_NOW?: string;
  DEV_NOW_SINCE?: string;
  /**
   * Set by benchmarks only, for the shop without its means against new pages: no batches, no shared reads, no memory of services, and no
   * copies beyond an isolate.
   */
  PLAIN?: string;
  /** The public keys that check tokens: a JSON Web Key Set. */
  IDENTITY_KEYS?: string;
} & TelemetrySettings;

type AppOptions = { outermost?: boolean; maxBody?: number | undefined; version?: string };

/**
 * Creates a Hono app with the parts that every worker needs: the request's trace, deadline, language and checked identity in
 * `c.var`, a log line for each request, body limits, `no-store` for answers that say nothing about caches, `/healthz`, `/readyz`, and RFC 9457 problem responses for all errors.
 *
 * @param worker the worker's name in logs, such as `pricing-service`
 * @param options `outermost` is for the worker that clients reach: there each trace begins. `maxBody` is the most bytes of a body. `version` is
 *   that of the build, for `/healthz`
 * @example
 * const app = createApp<{ DB: D1Database }>('pricing-service');
 * app.get('/prices', (c) => c.json(...));
 * export default app;
 */
export function createApp<Bindings extends object = object>(
  worker: string,
  { outermost = false, maxBody = bodyLimit, version }: AppOptions = {},
) {
  const app = new Hono<EdgeEnv<Bindings>>();
  const slice = worker.replace(/-(frontend|bff|service)$/, '');

  app.use(async function edge(c, next) {
    const started = performance.now();
    const settings: Settings = c.env ?? {};
    const now = createClock(settings.DEV_NOW, settings.DEV_NOW_SINCE);
    const trace = (outermost ? startTrace : toTrace)(c.req.header('traceparent'));
    c.set('trace', trace);
    c.set('language', preferredLanguage(c.req.header('accept-language')));
    c.set('expires', toExpiry(c.req.header(headers.deadline)));
    c.set('now', now);
    // A client must not choose: the worker that clients reach chooses for them.
    if (!outermost) c.set('versions', c.req.header(versionsHeader));
    // A browser sends the header when somebody reloads a page, which must not cost more than another visit.
    c.set('newest', !outermost && c.req.header('cache-control') === 'no-cache');
    c.set('hints', c.req.header(headers.hints));
    let logged = false;
    const log = (status: number) => {
      if (logged) return;
      logged = true;
      const { method, path } = c.req;
      const line = { worker, trace, method, path, status, milliseconds: performance.now() - started };
      logRequest(settings.LOG_LEVEL, line);
      const exporter = exporterOf(worker, settings);
      if (!exporter) return;
      if (isSampled(line, settings)) exporter.addSpan({ ...line, ended: Date.now() });
      flushAfter(c as unknown as Context, exporter);
    };
    // When the caller leaves, the runtime stops the request, so the code after `next` does not run.
    if (isLogged(settings.LOG_LEVEL, trace.id))
      c.req.raw.signal.addEventListener('abort', () => log(callerLeft));
    const refusal = await identify(c as unknown as Context<EdgeEnv>, slice);
    if (refusal) c.res = refusal;
    else await next();
    if (!c.res.headers.has('cache-control')) addCacheControl(c as unknown as Context);
    log(c.res.status);
  });
  app.use(guardBody(maxBody));
  if (worker.endsWith('-bff'))
    app.use(`${serviceReadsPath}/*`, (c) => passServiceRead(c as unknown as Context, slice));
  app.get('/healthz', (c) => c.json({ status: 'ok', worker, ...(version ? { version } : {}) }));
  // The shell has its own, about all slices.
  if (!outermost)
    app.get('/readyz', async (c) => {
      const readiness = await readReadiness(slice, worker, c.env ?? {});
      return c.json(readiness, readiness.status === 'ok' ? 200 : 503);
    });
  app.notFound((c) => problem(c, 404));
  app.onError((error, c) => toProblemResponse(error, c, worker));
  return app;
}

/** A cache may keep an answer without the header, as RFC 9111 §4.2.2 lets it guess a lifetime. */
function addCacheControl(c: Context): void {
  const value = 'private, no-store';
  try {
    c.res.headers.set('cache-control', value);
  } catch {
    // The answer of another worker, whose headers cannot be changed.
    c.header('cache-control', value);
  }
}

/** The status in logs for a request whose caller left, as in nginx. */
const callerLeft = 499;

/** Reads the asker from the request's token. A token that is not valid here is refused, never ignored. */
async function identify(c: Context<EdgeEnv>, slice: string): Promise<Response | undefined> {
  const token = c.req.header(headers.identity);
  // A token that comes with a batch is for single fragments. Each of them has a request of its own, where it is checked.
  if (!token || c.req.path === manifestPath) return undefined;
  const { IDENTITY_KEYS: keys } = c.env;
  if (!keys) throw new Error('IDENTITY_KEYS is not set, so tokens cannot be checked.');
  const identity = await createVerifier(keys)(token, slice, c.get('now')());
  if (!identity) return problem(c, 401, { reason: 'invalid-token', detail: 'The token is not valid here.' });
  c.set('identity', identity);
  c.set('token', token);
  return undefined;
}

function toExpiry(left: string | undefined): number {
  if (!left || !/^\d{1,6}$/.test(left)) return Number.POSITIVE_INFINITY;
  return Date.now() + Number(left);
}
