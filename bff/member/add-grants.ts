import { AuthorizationView, authorizationCheckPath } from '@jogakbo/contracts/api';
import { type Binding, call, type Failure } from '@jogakbo/edge/call';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { validate } from '@jogakbo/edge/validate';
import {
  MemberWithAddresses,
  paths as memberPaths,
  TokenAnswer,
  TokenRefusal,
} from '@jogakbo/member-service/contract';
import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import {
  AuthorizationAnswer,
  AuthorizationQuery,
  AuthorizationReply,
  Done,
  GrantList,
  paths,
} from './contract.ts';

type Env = EdgeEnv<{ MEMBER: Binding }>;

/** Adds what lets programs act for members: the member's own routes, and the endpoints of OAuth that programs call. */
export function addGrants(app: Hono<Env>): void {
  app.get(authorizationCheckPath, validate('query', AuthorizationQuery), async (c) => {
    const path = memberPaths.authorization(c.req.valid('query'));
    const asked = await call(c, c.env.MEMBER, path, AuthorizationView);
    return asked.ok ? c.json(asked.value) : passFailure(c, asked);
  });

  app.get(paths.grants, async (c) => {
    // The profile and the addresses of the same page ask for this, too.
    const own = await call(c, c.env.MEMBER, memberPaths.meWithAddresses, MemberWithAddresses, {
      identified: true,
    });
    if (!own.ok) return passFailure(c, own);
    if (own.value.grants) return c.json({ grants: own.value.grants } satisfies GrantList);
    const grants = await call(c, c.env.MEMBER, memberPaths.grants, GrantList, { identified: true });
    return grants.ok ? c.json(grants.value) : passFailure(c, grants);
  });

  app.post(paths.grants, validate('json', AuthorizationAnswer), async (c) => {
    const sent = { method: 'POST', body: c.req.valid('json'), identified: true } as const;
    const reply = await call(c, c.env.MEMBER, memberPaths.grants, AuthorizationReply, sent);
    return reply.ok ? c.json(reply.value, 201) : passFailure(c, reply);
  });

  app.delete('/me/grants/:client', async (c) => {
    const path = memberPaths.grant(c.req.param('client'));
    const ended = await call(c, c.env.MEMBER, path, Done, { method: 'DELETE', identified: true });
    return ended.ok ? c.json({}) : passFailure(c, ended);
  });

  app.post(paths.tokens, async (c) => {
    const form = await readProgramForm(c);
    if (!form) return refuse(c, 400, 'invalid_request', twice);
    const body = {
      ...toClient(c, form),
      ...{ grantType: form.get('grant_type') ?? '', code: form.get('code') ?? '' },
      ...{ verifier: form.get('code_verifier') ?? '', redirectUri: form.get('redirect_uri') ?? '' },
      refreshToken: form.get('refresh_token') ?? '',
    };
    const given = await call(c, c.env.MEMBER, memberPaths.tokens, TokenAnswer, { method: 'POST', body });
    if (!given.ok) return refuseAs(c, given);
    const { accessToken, refreshToken, seconds, scopes, member } = given.value;
    return c.json(
      {
        ...{ access_token: accessToken, token_type: 'Bearer', expires_in: seconds },
        ...{ refresh_token: refreshToken, scope: scopes.join(' '), member },
      },
      200,
      neverStored,
    );
  });

  app.post(paths.revocations, async (c) => {
    const form = await readProgramForm(c);
    if (!form) return refuse(c, 400, 'invalid_request', twice);
    const body = { ...toClient(c, form), token: form.get('token') ?? '' };
    const ended = await call(c, c.env.MEMBER, memberPaths.revocations, Done, { method: 'POST', body });
    return ended.ok ? c.body(null, 200, neverStored) : refuseAs(c, ended);
  });
}

const neverStored = { 'cache-control': 'no-store' };
const twice = 'Send each parameter once, as application/x-www-form-urlencoded.';

/** Reads the form of a program. It is undefined if the body is no form, or if a parameter comes twice (RFC 6749 §3.2). */
async function readProgramForm(c: Context<Env>): Promise<URLSearchParams | undefined> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) return undefined;
  const form = new URLSearchParams(await c.req.text());
  return new Set(form.keys()).size === form.size ? form : undefined;
}

/** The client and its key: from `authorization: Basic`, else from the form (RFC 6749 §2.3.1). */
function toClient(c: Context<Env>, form: URLSearchParams): { client: string; secret: string } {
  const basic = /^Basic +([\w+/=-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (!basic) return { client: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  try {
    const [client = '', secret = ''] = atob(basic).split(':').map(decodeURIComponent);
    // A client that says two different things about itself is wrong.
    const other = form.get('client_id');
    return other && other !== client ? { client: '', secret: '' } : { client, secret };
  } catch {
    return { client: '', secret: '' };
  }
}

function refuseAs(c: Context<Env>, failure: Failure): Response {
  const { reason, detail = '' } = failure.problem ?? {};
  if (v.is(TokenRefusal, reason)) return refuse(c, reason === 'invalid_client' ? 401 : 400, reason, detail);
  if (failure.status < 500) return refuse(c, 400, 'invalid_request', 'A parameter is too long.');
  return refuse(c, 503, 'temporarily_unavailable', 'Please try again in a moment.');
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
function refuse(c: Context<Env>, status: 400 | 401 | 503, error: string, description: string): Response {
  const basic = status === 401 ? { 'www-authenticate': 'Basic realm="oauth"' } : {};
  return c.json({ error, error_description: description }, status, { ...neverStored, ...basic });
}
