import { bodyLimit, headers } from '@jogakbo/contracts/fragment';
import type { Language } from '@jogakbo/contracts/language';
import { type Context, Hono } from 'hono';
import { createVerifier, type Identity } from '../identity/create-verifier.ts';
import { logRequest, logsAll } from '../logs/log.ts';
import { startTrace, type Trace, toTrace } from '../logs/trace.ts';
import { createClock } from '../time/clock.ts';
import { guardBody } from './guard-body.ts';
import { preferredLanguage } from './preferred-language.ts';
import { problem, toProblemResponse } from './problem.ts';

/** What a request brings along, the same in every worker. */
export type RequestVariables = {
  trace: Trace;
  language: Language;
  /** Who asks, as the request's token says; present only where the caller sent one. */
  identity: Identity | undefined;
  /** That token, for calls on the same behalf. */
  token: string | undefined;
  /** Epoch milliseconds after which nobody waits for the answer; Infinity where the caller set none. */
  expires: number;
  /** Epoch milliseconds now; in development a worker's clock can be set by `DEV_NOW`. */
  now: () => number;
};

/** The Hono environment of a worker whose bindings are `Bindings`. */
export type EdgeEnv<Bindings extends object = object> = {
  Bindings: Bindings & Settings;
  Variables: RequestVariables;
};

/** Settings any worker may be given as variables. */
export type Settings = {
  LOG_LEVEL?: string;
  DEV_NOW?: string;
  DEV_NOW_SINCE?: string;
  /** The public keys that tokens are checked by: a JSON Web Key Set. */
  IDENTITY_KEYS?: string;
};

/**
 * A Hono app with what every worker needs: trace, deadline, language and checked identity of the request in `c.var`,
 * one structured log line a request, body limits, `/healthz`, and RFC 9457 problems for whatever goes wrong.
 *
 * @param worker the worker's name in logs, such as `pricing-service`
 * @param options `outermost` for the worker that clients reach, where each trace begins
 * @example
 * const app = createApp<{ DB: D1Database }>('pricing-service');
 * app.get('/prices', (c) => c.json(...));
 * export default app;
 */
export function createApp<Bindings extends object = object>(worker: string, { outermost = false } = {}) {
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
    let logged = false;
    const log = (status: number) => {
      if (logged) return;
      logged = true;
      logRequest(settings.LOG_LEVEL, {
        worker,
        trace,
        method: c.req.method,
        path: c.req.path,
        status,
        milliseconds: performance.now() - started,
      });
    };
    // Once the caller has gone nothing else is run of a request, not even what follows `next`.
    if (logsAll(settings.LOG_LEVEL)) c.req.raw.signal.addEventListener('abort', () => log(callerLeft));
    const refusal = await identify(c as unknown as Context<EdgeEnv>, slice);
    if (refusal) c.res = refusal;
    else await next();
    log(c.res.status);
  });
  app.use(guardBody(bodyLimit));
  app.get('/healthz', (c) => c.json({ status: 'ok', worker }));
  app.notFound((c) => problem(c, 404));
  app.onError((error, c) => toProblemResponse(error, c, worker));
  return app;
}

/** What logs show for a request that was given up by whoever asked, as nginx does. */
const callerLeft = 499;

/** Takes over who asks from the request's token. A token that does not hold here is refused, never ignored. */
async function identify(c: Context<EdgeEnv>, slice: string): Promise<Response | undefined> {
  const token = c.req.header(headers.identity);
  if (!token) return undefined;
  const { IDENTITY_KEYS: keys } = c.env;
  if (!keys) throw new Error('IDENTITY_KEYS is not set, so no token can be checked.');
  const identity = await createVerifier(keys)(token, slice, c.get('now')());
  if (!identity) return problem(c, 401, { reason: 'invalid-token', detail: 'The token does not hold here.' });
  c.set('identity', identity);
  c.set('token', token);
  return undefined;
}

function toExpiry(left: string | undefined): number {
  if (!left || !/^\d{1,6}$/.test(left)) return Number.POSITIVE_INFINITY;
  return Date.now() + Number(left);
}
