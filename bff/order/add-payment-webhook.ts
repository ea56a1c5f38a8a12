import { toCallHeaders } from '@jogakbo/edge/call';
import { problem } from '@jogakbo/edge/problem';
import { paths as paymentPaths } from '@jogakbo/payment-service/contract';
import type { Hono } from 'hono';
import type { Env } from './bindings.ts';

const signatureHeaders = ['tosspayments-webhook-signature', 'tosspayments-webhook-transmission-time'];

/** Passes the webhooks of Toss on to the payment service, byte by byte, as a signature is about the bytes. */
export function addPaymentWebhook(app: Hono<Env>): void {
  app.post('/payments/webhook', async (c) => {
    const signed = signatureHeaders.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value]];
    });
    const request = new Request(`http://worker${paymentPaths.tossWebhook}`, {
      method: 'POST',
      headers: {
        ...toCallHeaders(c.var),
        'content-type': 'application/json',
        ...Object.fromEntries(signed),
      },
      body: await c.req.arrayBuffer(),
    });
    const answer = await c.env.PAYMENT.fetch(request).catch(() => undefined);
    return answer ? new Response(answer.body, answer) : problem(c, 503);
  });
}
