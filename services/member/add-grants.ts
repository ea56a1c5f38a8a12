import type { AuthorizationView } from '@jogakbo/contracts/api';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { openClients } from './add-api-clients.ts';
import { addToRedirect } from './add-to-redirect.ts';
import {
  AuthorizationAnswer,
  AuthorizationQuery,
  type AuthorizationReply,
  type GrantList,
  Revocation,
  type TokenAnswer,
  TokenRequest,
} from './api-forms.ts';
import { type CheckedAuthorization, checkAuthorization } from './check-authorization.ts';
import { authenticate, exchangeToken } from './exchange-token.ts';
import { createGrantStore } from './grant-store.ts';
import { type MemberApp, type MemberContext, toMember } from './member-app.ts';

/** Adds the routes by which a member lets a client of `/api/v1` act for them, and by which the client gets its tokens. */
export function addGrants(app: MemberApp): void {
  app.get('/authorization', validate('query', AuthorizationQuery), async (c) => {
    const checked = await check(c, c.req.valid('query'));
    if (!checked.ok) return answerRefused(c, checked);
    const { client, scopes } = checked;
    const target = c.req.valid('query').redirect_uri;
    return c.json({ client: client.name, scopes, target } satisfies AuthorizationView);
  });

  app.get('/me/grants', async (c) =>
    c.json({ grants: await openGrants(c).list(toMember(c)) } satisfies GrantList),
  );

  app.post('/me/grants', validate('json', AuthorizationAnswer), async (c) => {
    const { allow, ...asked } = c.req.valid('json');
    const checked = await check(c, asked);
    if (!checked.ok) return answerRefused(c, checked);
    const { redirect_uri: redirectUri, code_challenge: challenge, state } = asked;
    if (!allow) return reply(c, { error: 'access_denied', state });
    const grant = { client: checked.client.id, member: toMember(c), scopes: checked.scopes };
    return reply(c, { code: await openGrants(c).begin(grant, { redirectUri, challenge }), state });

    function reply(to: MemberContext, fields: Record<string, string>): Response {
      return to.json({ redirect: addToRedirect(redirectUri, fields) } satisfies AuthorizationReply, 201);
    }
  });

  app.delete('/me/grants/:client', async (c) => {
    const ended = await openGrants(c).endAll(toMember(c), c.req.param('client'));
    return ended ? c.json({}) : problem(c, 404);
  });

  app.post('/tokens', validate('json', TokenRequest), async (c) => {
    const outcome = await exchangeToken(c.req.valid('json'), {
      clients: openClients(c),
      grants: openGrants(c),
    });
    if (outcome.ok) return c.json(outcome.value satisfies TokenAnswer, 201);
    const { reason, detail } = outcome;
    return problem(c, reason === 'invalid_client' ? 401 : 422, { reason, detail });
  });

  app.post('/revocations', validate('json', Revocation), async (c) => {
    const { token, ...sent } = c.req.valid('json');
    const client = await authenticate(sent, { clients: openClients(c) });
    if ('reason' in client) return problem(c, 401, { reason: client.reason, detail: client.detail });
    const grants = openGrants(c);
    for (const kind of ['refresh', 'access'] as const) {
      const found = await grants.find(kind, token);
      if (found?.client === client.id) await grants.end(found.id);
    }
    return c.json({});
  });
}

function openGrants(c: MemberContext) {
  return createGrantStore(c.env.DB, c.var.now);
}

async function check(c: MemberContext, asked: AuthorizationQuery): Promise<CheckedAuthorization> {
  return checkAuthorization(asked, await openClients(c).find(asked.client_id));
}

function answerRefused(c: MemberContext, refused: Extract<CheckedAuthorization, { ok: false }>): Response {
  if ('redirect' in refused) return c.json({ redirect: refused.redirect });
  return problem(c, 422, { reason: refused.reason });
}
