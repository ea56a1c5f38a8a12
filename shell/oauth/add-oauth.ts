import {
  authorizationPath,
  memberScopes,
  publicApiPath,
  revocationPath,
  scopes,
  tokenPath,
} from '@jogakbo/contracts/api';
import { createRateLimit, isRefused, type RatePolicy } from '@jogakbo/edge/create-rate-limit';
import { refuseRate } from '@jogakbo/edge/limit-rate';
import { problem } from '@jogakbo/edge/problem';
import { toNetwork } from '@jogakbo/edge/to-network';
import type { Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { bffOf, type ShellEnv } from '../bindings.ts';
import { toOrigin } from '../create-visit.ts';
import { takePlace } from '../take-place.ts';
import { toSliceRequest } from '../to-slice-request.ts';

/** Open while Redis is away: no secret can be guessed, and programs should not stop with it. */
const requests: RatePolicy = { name: 'oauth', quota: 600, window: 60, away: 'open' };

const hourly = { 'cache-control': 'public, max-age=3600' };
const docs = `${publicApiPath}/docs`;

/** Adds the endpoints by which programs get tokens of members, and the documents that describe them. The page is in `pages.ts`. */
export function addOAuth(app: Hono<ShellEnv>): void {
  // https://www.rfc-editor.org/rfc/rfc8414
  app.get('/.well-known/oauth-authorization-server', etag(), (c) => {
    const origin = toOrigin(c);
    const methods = ['none', 'client_secret_basic', 'client_secret_post'];
    const document = {
      issuer: origin,
      authorization_endpoint: origin + authorizationPath,
      token_endpoint: origin + tokenPath,
      token_endpoint_auth_methods_supported: methods,
      revocation_endpoint: origin + revocationPath,
      revocation_endpoint_auth_methods_supported: methods,
      scopes_supported: memberScopes,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ui_locales_supported: ['ko', 'en'],
      service_documentation: origin + docs,
    };
    return c.json(document, 200, hourly);
  });

  // https://www.rfc-editor.org/rfc/rfc9728, for the API and for its MCP endpoint
  for (const path of ['', publicApiPath, `${publicApiPath}/mcp`])
    app.get(`/.well-known/oauth-protected-resource${path}`, etag(), (c) => {
      const origin = toOrigin(c);
      const resource = origin + (path || publicApiPath);
      const servers = { authorization_servers: [origin], scopes_supported: scopes };
      const document = { resource, ...servers, bearer_methods_supported: ['header'] };
      return c.json({ ...document, resource_documentation: origin + docs }, 200, hourly);
    });

  app.post(tokenPath, takePlace(), passOn);
  app.post(revocationPath, takePlace(), passOn);
}

/** Passes the form of a program to the member slice, without cookies. */
async function passOn(c: Context<ShellEnv>): Promise<Response> {
  const bff = bffOf(c.env, 'member');
  if (!bff) return problem(c, 503);
  const network = toNetwork(c.req.header('cf-connecting-ip') ?? 'unknown');
  const taken = await createRateLimit(c.env, requests, c.var.expires).take(network);
  if (isRefused(taken, requests)) return refuseRate(c, taken);
  const init = { body: await c.req.arrayBuffer(), signal: c.req.raw.signal };
  const answer = await bff.fetch(toSliceRequest(c, 'api', c.req.path, init));
  const response = new Response(answer.body, answer);
  for (const [name, value] of Object.entries(taken.headers)) response.headers.set(name, value);
  return response;
}
