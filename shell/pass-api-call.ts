import { headerPrefix } from '@jogakbo/contracts/fragment';
import { problem } from '@jogakbo/edge/problem';
import { sessionsAway } from '@jogakbo/edge/require-identity';
import type { Context } from 'hono';
import { bffOf, type ShellEnv } from './bindings.ts';
import { createPassedHeaders } from './create-visit.ts';
import { endWithSession } from './end-with-session.ts';
import { keepCookies } from './keep-cookies.ts';
import { readAsker } from './read-asker.ts';
import { rulesOf } from './slices.ts';
import { toSliceRequest } from './to-slice-request.ts';

/**
 * Passes a request for `/api/<slice>/…` to the BFF of the slice. A change is not passed on while it is unknown who asks: the answer is
 * 503.
 */
export async function passApiCall(c: Context<ShellEnv, '/api/:slice/*'>): Promise<Response> {
  const slice = c.req.param('slice');
  const bff = bffOf(c.env, slice);
  if (!bff) return problem(c, 404);

  const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  const streams = c.req.header('accept')?.includes('text/event-stream') === true;
  const asker = readAsker(c, { mint: changes, use: changes ? 'write' : streams ? 'watch' : 'read' });
  if (changes && !rulesOf(slice).keepsSessions && (await asker.identityFor(slice)) === 'unknown')
    return problem(c, 503, sessionsAway);

  const { pathname, search } = new URL(c.req.url);
  const path = `${pathname.slice(`/api/${slice}`.length)}${search}`;
  const body = c.req.raw.body ? await c.req.arrayBuffer() : null;
  const headers = await createPassedHeaders(c, slice, asker);
  const answer = await bff.fetch(toSliceRequest(c, 'api', path, { headers, body, signal: c.req.raw.signal }));
  if (answer.status === 401 && (await asker.loggedIn()) === 'unknown') return problem(c, 503, sessionsAway);

  const response = new Response(endWithSession(c, answer, asker.session), answer);
  for (const name of answer.headers.keys()) if (name.startsWith(headerPrefix)) response.headers.delete(name);
  if (answer.headers.get('content-type')?.includes('json'))
    response.headers.append('vary', 'accept-language');
  await keepCookies(c, response, { asker, answer });
  return response;
}
