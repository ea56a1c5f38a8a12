import { signWebhook } from '@jogakbo/edge/sign-webhook';
import type { Alert } from './burn-rate.ts';

/** The body of a webhook: what began and what ended since the last one. */
type AlertMessage = { began: Alert[]; ended: Alert[] };

/**
 * Sends a message, signed as https://www.standardwebhooks.com/ says.
 *
 * @throws Error with a sentence, if the receiver does not take it
 */
export async function sendAlerts(
  url: string,
  key: Uint8Array<ArrayBuffer>,
  message: AlertMessage,
): Promise<void> {
  const body = JSON.stringify(message);
  const signed = await signWebhook({ id: `msg_${crypto.randomUUID()}`, time: Date.now(), body }, key);
  const headers = { 'content-type': 'application/json', ...signed };
  const signal = AbortSignal.timeout(sendTimeoutMs);
  const response = await fetch(url, { method: 'POST', headers, body, signal }).catch((error: Error) => {
    throw new Error(`The webhook cannot be reached: ${error.message}`);
  });
  if (!response.ok)
    throw new Error(`The webhook answers ${response.status}. The next run sends the alerts again.`);
}

const sendTimeoutMs = 10_000;
