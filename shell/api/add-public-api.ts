import { publicApiPath } from '@jogakbo/contracts/api';
import { problem } from '@jogakbo/edge/problem';
import type { Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import type { ShellEnv } from '../bindings.ts';
import { toOrigin } from '../create-visit.ts';
import { takePlace } from '../take-place.ts';
import { answerOnce } from './answer-once.ts';
import { askPublicRoute } from './ask-public-route.ts';
import { readClient } from './read-client.ts';
import { readPublicParts } from './read-public-parts.ts';
import { toOpenApiDocument } from './to-openapi-document.ts';
import { toReferencePage } from './to-reference-page.ts';

/** Headers of a client that a public route gets. Cookies are none of them, so a browser cannot act for its user here. */
const passed = ['accept', 'content-type', 'idempotency-key', 'if-none-match'];

/** The document changes with a deploy only. */
const documentCaching = 'public, max-age=60';

const notWhole = { detail: 'A slice does not answer, so the document would not be whole.' };

/** Adds `/api/v1`: the API for apps, partners and assistants. */
export function addPublicApi(app: Hono<ShellEnv>): void {
  app.get(`${publicApiPath}/openapi.json`, takePlace(), etag(), async (c) => {
    const parts = await readPublicParts(c);
    if (!parts) return problem(c, 503, notWhole);
    return c.json(toOpenApiDocument(parts, toOrigin(c)), 200, { 'cache-control': documentCaching });
  });

  app.get(`${publicApiPath}/docs`, takePlace(), etag(), async (c) => {
    const parts = await readPublicParts(c);
    if (!parts) return problem(c, 503, notWhole);
    const { html, policy } = toReferencePage(parts, c.var.language);
    return c.html(html, 200, {
      'content-security-policy': policy,
      'cache-control': documentCaching,
      vary: 'accept-language',
    });
  });

  app.all(`${publicApiPath}/:slice/*`, takePlace(), passPublicCall);
  app.all(`${publicApiPath}/*`, (c) => noRoute(c));
}

async function passPublicCall(c: Context<ShellEnv, '/api/v1/:slice/*'>): Promise<Response> {
  const known = await readClient(c);
  if (known instanceof Response) return known;
  const { pathname, search } = new URL(c.req.url);
  const slice = c.req.param('slice');
  const sent = Object.fromEntries(
    passed.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const asked = {
    ...{ method: c.req.method, sent },
    path: pathname.slice(`${publicApiPath}/${slice}`.length) + search,
    body: c.req.raw.body ? await c.req.arrayBuffer() : null,
  };
  const answer = await answerOnce(c, known.client, { ...asked, path: slice + asked.path }, () =>
    askPublicRoute(c, known.client, slice, asked),
  );
  const response = answer ? new Response(answer.body, answer) : noRoute(c);
  for (const [name, value] of Object.entries(known.limits)) response.headers.set(name, value);
  response.headers.append('vary', 'authorization, accept-language');
  return response;
}

function noRoute(c: Context): Response {
  return problem(c, 404, { detail: `There is no such route. ${publicApiPath}/openapi.json lists them all.` });
}
