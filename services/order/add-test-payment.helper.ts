import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { PaymentRequest, type PaymentState } from '@jogakbo/payment-service/contract';
import type { Hono } from 'hono';
import type { TestPayment, World } from './world.helper.ts';

const outcomeOf: Record<string, PaymentState> = { tok_declined: 'declined', tok_one_step: 'captured' };

/** Tokens: `tok_declined` is declined, `tok_one_step` is authorized and captured at once, all others are authorized. */
export function addTestPayment(app: Hono, world: World): void {
  const { payments } = world;
  const outcomes = new Map<string, PaymentState>();
  app.get('/options', (c) => c.json({ provider: world.provider }));
  app.use(requireIssuer('order-service'));
  app.post('/payments', validate('json', PaymentRequest), (c) => {
    const { orderId, amount, method, token } = c.req.valid('json');
    let payment = payments.get(orderId);
    if (!payment) {
      outcomes.set(orderId, outcomeOf[token] ?? 'authorized');
      payment = { amount, state: 'unknown', authorizedAgain: 0 };
      payments.set(orderId, payment);
      settle(orderId);
    } else if (payment.state !== 'voided') payment.authorizedAgain += 1;
    return c.json({ orderId, amount, method, state: payment.state });
  });
  app.get('/payments/:order', (c) => {
    const orderId = c.req.param('order');
    const payment = payments.get(orderId);
    if (!payment || payment.amount < 0) return problem(c, 404);
    if (payment.state === 'unknown') settle(orderId);
    return c.json({ orderId, amount: payment.amount, method: 'card', state: payment.state });
  });
  app.post('/payments/:order/capture', (c) => {
    const orderId = c.req.param('order');
    const payment = payments.get(orderId);
    if (!payment || !['authorized', 'captured'].includes(payment.state)) return problem(c, 409);
    payment.state = 'captured';
    return c.json({ orderId, amount: payment.amount, method: 'card', state: payment.state });
  });
  app.post('/payments/:order/refund', (c) => {
    const orderId = c.req.param('order');
    const payment = payments.get(orderId) ?? { amount: 0, state: 'voided', authorizedAgain: 0 };
    if (payment.state === 'captured') payment.state = 'refunded';
    else if (payment.state === 'authorized' || payment.state === 'unknown') payment.state = 'voided';
    payments.set(orderId, payment);
    return c.json({ orderId, amount: payment.amount, method: 'card', state: payment.state });
  });

  function settle(orderId: string): void {
    const payment = payments.get(orderId) as TestPayment;
    if (world.silences > 0) world.silences -= 1;
    else payment.state = outcomes.get(orderId) as PaymentState;
  }
}
