/** A message of a webhook. `time` is epoch milliseconds. */
export type WebhookMessage = { id: string; time: number; body: string };

/**
 * Makes the headers of a webhook, as Standard Webhooks says. The receiver checks the signature with the same key, and refuses an old time, so a
 * message can neither be changed nor be sent again later.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 *
 * @param key the bytes of the secret, as `toWebhookKey` gives them
 * @returns `webhook-id`, `webhook-timestamp` in seconds, and `webhook-signature`
 *
 * @example
 * const headers = await signWebhook({ id: 'msg_1', time: Date.now(), body }, toWebhookKey(secret));
 */
export async function signWebhook(
  { id, time, body }: WebhookMessage,
  key: Uint8Array<ArrayBuffer>,
): Promise<Record<string, string>> {
  const seconds = String(Math.floor(time / 1_000));
  const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = new TextEncoder().encode(`${id}.${seconds}.${body}`);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', hmac, signed)).toBase64();
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}

/**
 * Gives the bytes of a secret.
 *
 * @param secret `whsec_` and base64; any other text is used as it is, which libraries of Standard Webhooks call the raw format
 * @throws {SyntaxError} if the text after `whsec_` is not base64
 */
export function toWebhookKey(secret: string): Uint8Array<ArrayBuffer> {
  return secret.startsWith('whsec_')
    ? Uint8Array.fromBase64(secret.slice('whsec_'.length))
    : new TextEncoder().encode(secret);
}
