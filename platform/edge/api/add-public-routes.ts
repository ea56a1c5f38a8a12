import { memberScopes, publicPartPath, publicPrefix } from '@jogakbo/contracts/api';
import { headers } from '@jogakbo/contracts/fragment';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import * as v from 'valibot';
import type { EdgeEnv } from '../app/create-app.ts';
import { problem } from '../app/problem.ts';
import { validate } from '../app/validate.ts';
import { readCursor, toCursor } from './cursor.ts';
import { type InnerRequest, type Position, type PublicRoute, toStatuses } from './public-route.ts';
import { toDeprecationHeaders } from './to-deprecation-headers.ts';
import { toAnswerSchema, toPublicPart, toQueryEntries } from './to-public-part.ts';

/**
 * Adds the public routes of a slice to its BFF. Each is answered by a route that the BFF has for its frontend, so both show the same data,
 * but the form of a public answer changes only with its schema here. Clients reach them at `/api/v1/<slice>`, through the shell, which
 * checks the client, counts its requests, and says in a header what the client may do.
 *
 * @param slice the slice's name, which is also the path of its public routes
 */
export function addPublicRoutes<Bindings extends object>(
  app: Hono<EdgeEnv<Bindings>>,
  slice: string,
  routes: readonly PublicRoute[],
): void {
  app.get(publicPartPath, (c) => c.json(toPublicPart(slice, routes)));

  for (const route of routes) {
    const { method, path, params, body } = route;
    const query = toQueryEntries(route);
    app.on(
      method,
      publicPrefix + path.replace(/\{(\w+)\}/g, ':$1'),
      requireScope(route),
      ...(route.deprecation ? [announce(toDeprecationHeaders(route.deprecation))] : []),
      ...(route.keyed ? [requireKey] : []),
      ...(params ? [validate('param', v.object(params))] : []),
      ...(Object.keys(query).length > 0 ? [validate('query', v.object(query))] : []),
      ...(body ? [validate('json', body)] : []),
      ...(method === 'GET' ? [etag()] : []),
      (c: Context) => answer(c, app as unknown as Hono, route),
    );
  }
}

/** The longest idempotency key that services keep. */
const longestKey = 100;

function requireScope({ scope }: PublicRoute): MiddlewareHandler {
  return async function guard(c, next) {
    const granted = c.req.header(headers.scopes);
    if (granted === undefined)
      return problem(c, 401, { reason: 'no-key', detail: 'Call this route below /api/v1, with a key.' });
    if (granted.split(' ').includes(scope)) return next();
    const member = (memberScopes as readonly string[]).includes(scope) ? ', which a member has to allow' : '';
    return problem(c, 403, {
      reason: 'missing-scope',
      detail: `This needs the scope ${scope}${member}. Your scopes are: ${granted || 'none'}.`,
    });
  };
}

/** Statuses: https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header */
const requireKey: MiddlewareHandler = async (c, next) => {
  const key = c.req.header('idempotency-key');
  if (key && key.length <= longestKey) return next();
  const detail = `Send the header Idempotency-Key: 1 to ${longestKey} characters, new for each change, the same for each try.`;
  return problem(c, 400, { reason: 'no-idempotency-key', detail });
};

function announce(lines: Record<string, string>): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(lines)) c.res.headers.set(name, value);
  };
}

async function answer(c: Context, app: Hono, route: PublicRoute): Promise<Response> {
  const valid = (target: string) => (c.req.valid(target as never) as Record<string, unknown>) ?? {};
  const { cursor, ...query } = valid('query');
  const list = [route.name, query];
  const position = cursor === undefined ? undefined : readPosition(route, String(cursor), list);
  if (cursor !== undefined && !position)
    return problem(c, 422, { errors: [{ field: 'cursor', message: 'is not from an answer to this query' }] });

  const inner = await ask(
    c,
    app,
    route.toRequest({ params: valid('param'), query, body: valid('json'), position }),
  );
  if (!inner.ok) return toDeclared(c, route, inner);
  const value: unknown = await inner.json();
  const next = route.toNext?.(value);
  const shown = route.toAnswer ? route.toAnswer(value) : value;
  const whole = route.position ? { ...(shown as object), next: next ? toCursor(next, list) : null } : shown;
  // A client may keep the answer, but asks with its ETag whether it is still right.
  c.header('cache-control', route.method === 'GET' ? 'private, no-cache' : 'private, no-store');
  return c.json(v.parse(toAnswerSchema(route), whole) as object, route.status ?? 200);
}

function readPosition({ position }: PublicRoute, cursor: string, list: unknown): Position | undefined {
  const read = v.safeParse(position as NonNullable<typeof position>, readCursor(cursor, list));
  return read.success ? read.output : undefined;
}

/** Asks the BFF's own route, within this worker. */
async function ask(c: Context, app: Hono, { path, method = 'GET', body }: InnerRequest): Promise<Response> {
  const sent = new Headers(c.req.raw.headers);
  for (const name of ['if-none-match', 'content-length', 'content-type']) sent.delete(name);
  if (body !== undefined) sent.set('content-type', 'application/json');
  const request = new Request(new URL(path, c.req.url), {
    ...{ method, headers: sent, signal: c.req.raw.signal },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return app.fetch(request, c.env, toContext(c));
}

/** Tests call an app without an execution context, and then Hono throws here. */
function toContext(c: Context): Context['executionCtx'] | undefined {
  try {
    return c.executionCtx;
  } catch {
    return undefined;
  }
}

/** A status that the document does not have is a fault of this shop. */
function toDeclared(c: Context, route: PublicRoute, response: Response): Response {
  return toStatuses(route).includes(response.status) ? response : problem(c, 500);
}
