import { headers, type Manifest, manifestPath } from '@jogakbo/contracts/fragment';
import type { Context } from 'hono';
import * as v from 'valibot';
import { createApp, type EdgeEnv } from '../app/create-app.ts';
import { problem } from '../app/problem.ts';
import { writeHints } from '../calls/read-hints.ts';
import { shareReads } from '../calls/share-reads.ts';
import { answerBatch, readBatch } from './answer-batch.ts';
import type { Fragment, FragmentAnswer, FrontendBindings, Sharing } from './fragment.ts';
import { serveAsset } from './serve-asset.ts';

/** The results of a frontend's build. Import them from `jogakbo:build`. */
export type Build = Pick<Manifest, 'version' | 'stylesheet' | 'remote'>;

type FrontendOptions = { slice: string; build: Build; fragments: Record<string, Fragment> };

/**
 * Creates the worker of a slice's frontend: its manifest, fragments and assets, as `contracts/fragment.ts` describes them. Add
 * actions (form posts) to the result, and answer refused input by {@link toFormAnswer}. `fragments` of the result is for tools that read
 * the contract.
 *
 * @example
 * const app = createFrontend({ slice: 'pricing', build, fragments: { price } });
 * export default app;
 */
export function createFrontend({ slice, build, fragments }: FrontendOptions) {
  const app = createApp<FrontendBindings>(`${slice}-frontend`, { version: build.version });
  const manifest = toManifest(slice, build, fragments);

  app.use(async function stampVersion(c, next) {
    await next();
    c.res.headers.set(headers.version, build.version);
  });

  app.get(manifestPath, async (c) => {
    const batch = c.env.PLAIN ? undefined : readBatch(c.req.query());
    if (!batch) return c.json({ ...manifest, batches: !c.env.PLAIN }, 200, { 'cache-control': 'no-cache' });
    const answer = (request: Request) => app.fetch(request, c.env, executionOf(c));
    return shareReads(() => answerBatch(batch, { manifest, request: c.req.raw, answer }));
  });

  app.get('/fragments/:name', async (c) => {
    const fragment = Object.hasOwn(fragments, c.req.param('name'))
      ? fragments[c.req.param('name')]
      : undefined;
    if (!fragment) return problem(c, 404, { detail: `${slice} has no such fragment.` });
    const params = v.safeParse(fragment.params, c.req.query());
    if (!params.success) return problem(c, 404, { detail: 'The parameters are not valid.' });
    if (fragment.membersOnly && !c.get('identity')?.member)
      return problem(c, 401, { reason: 'log-in', detail: 'This is for members.' });
    const identity = c.get('identity');
    const sharing = fragment.sharing ?? (identity ? undefined : fragment.anonymous);
    const privateSeconds = identity && !identity.unknown ? fragment.privateSeconds : undefined;
    const response = toResponse(await fragment.render(c, params.output as never), {
      sharing,
      privateSeconds,
    });
    // A copy is for one language, and for guests or for one person only.
    if (sharing || privateSeconds) response.headers.set('vary', `accept-language, ${headers.identity}`);
    return response;
  });

  app.get('/assets/*', (c) => serveAsset(c, c.env.ASSETS));

  return Object.assign(app, { fragments });
}

/** When the shopper may try again, in seconds, and the headers of a limit. A failed call has both. */
type Limits = { retryAfter?: number | undefined; limits?: Record<string, string> | undefined };

/**
 * The answer to a form that is refused or cannot be accepted now: the HTML of the form's fragment. The shell puts it in its place on
 * the page at `page`.
 *
 * @param status 422 for wrong input; 409, 429 or 503 if the reason is not the input
 * @param page path and query of the page with the form
 * @param failure the failure behind the answer. Its `retryAfter` and `limits` become headers
 */
export function toFormAnswer(
  fragment: string,
  html: string,
  status: number,
  page: string,
  { retryAfter, limits }: Limits = {},
): Response {
  return new Response(html, {
    status,
    headers: {
      'content-type': htmlType,
      [headers.fragment]: fragment,
      'content-location': page,
      'cache-control': 'no-store',
      ...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
      ...limits,
    },
  });
}

const htmlType = 'text/html; charset=utf-8';
const encoder = new TextEncoder();

function toManifest(slice: string, build: Build, fragments: Record<string, Fragment>): Manifest {
  const declared = Object.entries(fragments).map(
    ([name, { params, sharing, island = false, refreshOn = [] }]) => [
      name,
      { params: Object.keys(params.entries), personal: !sharing, island, refreshOn },
    ],
  );
  return { slice, ...build, fragments: Object.fromEntries(declared), batches: true };
}

/** The context of a request in workerd. Hono throws where there is none, as in a test. */
function executionOf(c: Context<EdgeEnv<FrontendBindings>>): Context['executionCtx'] | undefined {
  try {
    return c.executionCtx;
  } catch {
    return undefined;
  }
}

/** How an answer may be kept: for everyone, or else for one person. */
type Keeping = { sharing: Sharing | undefined; privateSeconds: number | undefined };

function toResponse(answer: FragmentAnswer, keeping: Keeping): Response {
  if (answer === null) return new Response(null, { status: 204, headers: toCacheHeaders(keeping) });
  if (typeof answer === 'string') return toResponse({ html: answer }, keeping);
  if ('status' in answer)
    return new Response(null, { status: answer.status, headers: { 'cache-control': 'no-store' } });
  const body = encoder.encode(answer.html);
  const { sharing, privateSeconds } = keeping;
  const kept = {
    sharing: sharing && { ...sharing, ...answer.sharing },
    privateSeconds: privateSeconds && (answer.privateSeconds ?? privateSeconds),
  };
  return new Response(body, {
    headers: {
      'content-type': htmlType,
      // Bindings do not add it. The shell needs it to read the body in one piece, and to notice that a part is missing.
      'content-length': String(body.byteLength),
      ...(answer.place ? { 'content-location': answer.place } : {}),
      ...(answer.hints ? { [headers.hints]: writeHints(answer.hints) } : {}),
      ...toCacheHeaders(kept, answer.tags),
    },
  });
}

function toCacheHeaders({ sharing, privateSeconds }: Keeping, tags: string[] = []): Record<string, string> {
  if (!sharing)
    return { 'cache-control': privateSeconds ? `private, max-age=${privateSeconds}` : 'private, no-store' };
  const { maxAge, staleWhileRevalidate = 0, staleIfError = 0 } = sharing;
  return {
    'cache-control': `public, max-age=${maxAge}, stale-while-revalidate=${staleWhileRevalidate}, stale-if-error=${staleIfError}`,
    ...(tags.length > 0 ? { 'cache-tag': tags.join(',') } : {}),
  };
}
