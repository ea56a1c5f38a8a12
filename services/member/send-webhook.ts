import { logError } from '@jogakbo/edge/log';
import { signWebhook, toWebhookKey } from '@jogakbo/edge/sign-webhook';
import * as v from 'valibot';
import { isWebhookAddress } from './is-webhook-address.ts';
import type { Webhook, WebhookStore } from './webhook-store.ts';

/** A message in the queue of webhooks. The address and the secret are read at each try. */
export const QueuedWebhook = v.object({ client: v.string(), id: v.string(), body: v.string() });
export type QueuedWebhook = v.InferOutput<typeof QueuedWebhook>;

type Ports = {
  webhooks: WebhookStore;
  toSecret(webhook: Webhook): Promise<string>;
  now(): number;
  /** Whether http to the own machine is allowed. */
  development: boolean;
  fetch(request: Request): Promise<Response>;
};

/** A receiver has to answer within this time. */
const answerTimeoutMs = 5_000;

/**
 * Sends a message to the address of its client. Any answer but 2xx is a failure, a redirect too: it could lead into a private network.
 *
 * @throws {Error} if the message has to be tried again
 */
export async function sendWebhook({ client, id, body }: QueuedWebhook, ports: Ports): Promise<void> {
  const { webhooks, now, development } = ports;
  const webhook = await webhooks.find(client);
  if (!webhook || webhook.disabledAt !== null) return;
  const failure = await attempt(webhook);
  if (failure === undefined) return webhooks.succeed(webhook);
  if (!(await webhooks.fail(webhook))) throw new Error(`The webhook of ${client} failed: ${failure}`);
  logError({ webhook: client, disabled: 'It has failed for 12 hours. Register it again to enable it.' });

  async function attempt({ url }: Webhook): Promise<string | undefined> {
    if (!isWebhookAddress(url, development)) return 'the address is not allowed';
    try {
      const key = toWebhookKey(await ports.toSecret(webhook as Webhook));
      const signed = await signWebhook({ id, time: now(), body }, key);
      const answer = await ports.fetch(
        new Request(url, {
          ...{ method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(answerTimeoutMs) },
          headers: { 'content-type': 'application/json', 'user-agent': 'Jogakbo-Webhooks/1', ...signed },
        }),
      );
      await answer.body?.cancel();
      return answer.ok ? undefined : `status ${answer.status}`;
    } catch (error) {
      return String(error);
    }
  }
}
