/** A message of a webhook. `time` is epoch milliseconds. */
export type WebhookMessage = { id: string; time: number; body: string };

/**
 * Makes the headers of a webhook, as Standard Webhooks says: the receiver checks them with the secret, and refuses an old time.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 *
 * @param secret `whsec_` and 32 bytes in base64
 */
export async function signWebhook(
  { id, time, body }: WebhookMessage,
  secret: string,
): Promise<Record<string, string>> {
  const seconds = String(Math.floor(time / 1_000));
  const bytes = Uint8Array.fromBase64(secret.replace(/^whsec_/, ''));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, hmac, false, ['sign']);
  const signed = new TextEncoder().encode(`${id}.${seconds}.${body}`);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed)).toBase64();
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}
