import { guardOperator } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { openClients } from './add-api-clients.ts';
import { type CreatedWebhook, WebhookInput } from './api-forms.ts';
import { isWebhookAddress } from './is-webhook-address.ts';
import { toKeyedHash } from './keyed-hash.ts';
import { openMemberKeys } from './keys.ts';
import type { MemberApp } from './member-app.ts';
import type { MemberService } from './member-service.ts';
import { QueuedWebhook, sendWebhook } from './send-webhook.ts';
import { createWebhookStore, type Webhook } from './webhook-store.ts';

/** Adds the operators' routes that register where a client of `/api/v1` gets the events of orders. */
export function addWebhooks(app: MemberApp): void {
  app.put('/api-clients/:id/webhook', guardOperator(), validate('json', WebhookInput), async (c) => {
    const { url } = c.req.valid('json');
    const client = await openClients(c).find(c.req.param('id') as string);
    if (!client || client.revokedAt !== null) return problem(c, 404, { reason: 'unknown-client' });
    if (!client.scopes.includes('orders'))
      return problem(c, 409, { reason: 'missing-scope', detail: 'This client has not the scope orders.' });
    if (!isWebhookAddress(url, isDevelopment(c.env))) {
      const message = 'must be https, with a public name and without a port';
      return problem(c, 422, { reason: 'wrong-address', errors: [{ field: 'url', message }] });
    }
    const webhook = await createWebhookStore(c.env.DB, c.var.now).put(client.id, url);
    return c.json({ url, secret: await toSecret(c, webhook) } satisfies CreatedWebhook, 201);
  });

  app.delete('/api-clients/:id/webhook', guardOperator(), async (c) => {
    const removed = await createWebhookStore(c.env.DB, c.var.now).remove(c.req.param('id'));
    return removed ? c.json({}) : problem(c, 404, { reason: 'no-webhook' });
  });
}

/** Sends a message of the queue of webhooks. It throws if the message has to be tried again. */
export async function takeWebhook(message: unknown, c: ServiceContext<MemberService>): Promise<void> {
  await sendWebhook(v.parse(QueuedWebhook, message), {
    webhooks: createWebhookStore(c.env.DB, c.var.now),
    toSecret: (webhook) => toSecret(c, webhook),
    // Receivers compare it with their own clock, so the clock of a test or a demonstration does not count.
    now: Date.now,
    development: isDevelopment(c.env),
    fetch: (request) => fetch(request),
  });
}

/** Makes the secret that a client checks messages with. It is not stored: each version of a webhook has its own. */
async function toSecret({ env }: ServiceContext<MemberService>, webhook: Webhook): Promise<string> {
  const keys = await openMemberKeys(env.MEMBER_KEYS);
  const hash = await toKeyedHash(keys, `webhook/${webhook.client}/${webhook.version}`);
  return `whsec_${Uint8Array.fromHex(hash).toBase64()}`;
}

function isDevelopment({ PROVIDER }: MemberService['bindings']): boolean {
  return PROVIDER === 'local';
}
