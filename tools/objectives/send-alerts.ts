import { createHmac } from 'node:crypto';
import type { Alert } from './burn-rate.ts';

/** The body of a webhook: what began and what ended since the last one. */
export type AlertMessage = { began: Alert[]; ended: Alert[] };

/**
 * Signs a message as https://www.standardwebhooks.com/ says: the signature is over id, time and body, so that a message can neither be changed
 * nor sent again later.
 *
 * @param seconds the time, in seconds since the epoch
 */
export function signMessage(secret: string, id: string, seconds: number, body: string): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** Sends a message. @throws Error with a sentence, if the receiver does not take it */
export async function sendAlerts(url: string, secret: string, message: AlertMessage): Promise<void> {
  const body = JSON.stringify(message);
  const [id, seconds] = [`msg_${crypto.randomUUID()}`, Math.floor(Date.now() / 1_000)];
  const headers = {
    'content-type': 'application/json',
    ...{ 'webhook-id': id, 'webhook-timestamp': String(seconds) },
    'webhook-signature': signMessage(secret, id, seconds, body),
  };
  const signal = AbortSignal.timeout(sendTimeoutMs);
  const response = await fetch(url, { method: 'POST', headers, body, signal }).catch((error: Error) => {
    throw new Error(`The webhook cannot be reached: ${error.message}`);
  });
  if (!response.ok)
    throw new Error(`The webhook answers ${response.status}. The next run sends the alerts again.`);
}

const sendTimeoutMs = 10_000;
