import * as v from 'valibot';

/**
 * The webhooks about payments: https://docs.tosspayments.com/reference/using-api/webhook-events. `PAYMENT_STATUS_CHANGED` has the payment
 * in `data`, `DEPOSIT_CALLBACK` has the number of the order beside its `secret`.
 */
const Webhook = v.union([
  v.object({
    eventType: v.literal('PAYMENT_STATUS_CHANGED'),
    data: v.object({ orderId: v.pipe(v.string(), v.maxLength(64)) }),
  }),
  v.object({ secret: v.string(), status: v.string(), orderId: v.pipe(v.string(), v.maxLength(64)) }),
]);

type Read = { ok: true; orderId: string | undefined } | { ok: false; reason: 'forged' | 'malformed' };

/**
 * Reads which payment a webhook is about. Toss signs only webhooks about payouts and sellers. If a webhook has a signature, it must be
 * right. One without a signature says no more than "look this payment up".
 *
 * @param securityKey the key with which Toss signs; without it, signed webhooks are refused
 * @returns `orderId` is undefined if the webhook is about something else
 */
export async function readTossWebhook(
  body: string,
  headers: Headers,
  securityKey: string | undefined,
): Promise<Read> {
  const signature = headers.get('tosspayments-webhook-signature');
  const time = headers.get('tosspayments-webhook-transmission-time') ?? '';
  if (signature !== null && !(await isSigned(`${body}:${time}`, signature, securityKey)))
    return { ok: false, reason: 'forged' };
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, reason: 'malformed' };
  }
  const parsed = v.safeParse(Webhook, json);
  if (!parsed.success) return { ok: true, orderId: undefined };
  const { output } = parsed;
  return { ok: true, orderId: 'data' in output ? output.data.orderId : output.orderId };
}

/** A header such as `v1:<base64>,v1:<base64>` has two signatures while Toss changes the key. One must be right. */
async function isSigned(text: string, signature: string, securityKey = ''): Promise<boolean> {
  if (securityKey === '') return false;
  const bytes = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(securityKey), algorithm, false, ['verify']);
  const given = [...signature.matchAll(/[A-Za-z0-9+/]{43}=/g)].slice(0, 4);
  const checks = given.map(([value]) =>
    crypto.subtle.verify('HMAC', key, Uint8Array.fromBase64(value), bytes.encode(text)),
  );
  return (await Promise.all(checks)).includes(true);
}
