import { type ApiClient, memberScopes } from '@jogakbo/contracts/api';
import { headers } from '@jogakbo/contracts/fragment';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { createApiClientStore } from './api-client-store.ts';
import { ApiClientInput, type ApiClientList, type CreatedClient, type ListedClient } from './api-forms.ts';
import { createGrantStore } from './grant-store.ts';
import type { MemberApp, MemberContext } from './member-app.ts';
import { createWebhookStore } from './webhook-store.ts';

/** Adds the look-up of the clients of `/api/v1`, and the operators' routes that make and revoke them. */
export function addApiClients(app: MemberApp): void {
  app.get('/api-client', async (c) => {
    const credential = c.req.header(headers.credential) ?? '';
    const token = credential.startsWith('jba_')
      ? await createGrantStore(c.env.DB, c.var.now).find('access', credential)
      : undefined;
    const clients = openClients(c);
    const client = await (token ? clients.find(token.client) : clients.findByKey(credential));
    if (!client) return problem(c, 404);
    if (client.revokedAt !== null) return problem(c, 404, revoked(client));
    const { id, quota } = client;
    // A key alone acts for no member.
    const own = client.scopes.filter((scope) => !(memberScopes as readonly string[]).includes(scope));
    const scopes = [...own, ...(token?.scopes ?? [])];
    return c.json({ id, quota, scopes, ...(token ? { member: token.member } : {}) } satisfies ApiClient);
  });

  app.get('/api-clients', guardOperator(), async (c) =>
    c.json({ clients: await listWithWebhooks(c) } satisfies ApiClientList),
  );

  app.post('/api-clients', guardOperator(), validate('json', ApiClientInput), async (c) =>
    c.json((await openClients(c).create(c.req.valid('json'))) satisfies CreatedClient, 201),
  );

  app.delete('/api-clients/:id', guardOperator(), async (c) => {
    const client = await openClients(c).revoke(c.req.param('id'));
    if (client) return c.json(client satisfies ListedClient);
    return problem(c, 404, { reason: 'unknown-client', detail: 'There is no client with this id.' });
  });
}

async function listWithWebhooks(c: MemberContext): Promise<ListedClient[]> {
  const [clients, webhooks] = await Promise.all([
    openClients(c).list(),
    createWebhookStore(c.env.DB, c.var.now).list(),
  ]);
  return clients.map((client) => {
    const found = webhooks.find((each) => each.client === client.id);
    if (!found) return client;
    const { url, failingSince, disabledAt } = found;
    return { ...client, webhook: { url, failingSince, disabledAt } };
  });
}

export function openClients(c: MemberContext) {
  return createApiClientStore(c.env.DB, c.var.now);
}

export function revoked({ revokedAt }: ListedClient) {
  const day = new Date(revokedAt ?? 0).toISOString().slice(0, 10);
  return { reason: 'revoked-key', detail: `This key was revoked on ${day}. Ask the shop for a new one.` };
}
