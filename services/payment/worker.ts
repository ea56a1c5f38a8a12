import { createService } from '@jogakbo/edge/create-service';
import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import type { ServiceRequest } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { type Payment, PaymentRequest } from './contract.ts';
import { createPaymentStore, type KeptPayment } from './payment-store.ts';
import { createPayments, type Outcome } from './payments.ts';
import { localProviderOf, optionsOf, type ProviderSettings, providerOf } from './provider-of.ts';
import { readTossWebhook } from './toss-webhook.ts';

type Bindings = ProviderSettings & {
  /** The key with which Toss signs some webhooks. */
  TOSS_SECURITY_KEY?: string;
};
type PaymentContext = ServiceRequest<PaymentService>;

/** Milliseconds to wait for an answer of the provider. Callers wait longer, so they learn about the timeout. */
const providerTimeoutMs = { local: 2_000, toss: 4_000 };

type PaymentService = { name: 'payment-service'; bindings: Bindings };

export default createService<PaymentService>('payment-service', {
  routes(app) {
    app.use('/payments/*', requireIssuer('order-service'), async (c, next) => {
      if (optionsOf(c.env).provider) return next();
      return problem(c, 503, { reason: 'no-provider', detail: 'No payment provider is set.' });
    });

    app.post('/payments', validate('json', PaymentRequest), async (c) => {
      return answer(c, await paymentsOf(c).authorize(c.req.valid('json')));
    });

    app.get('/payments/:order', async (c) => answer(c, await paymentsOf(c).read(c.req.param('order'))));

    app.post('/payments/:order/capture', async (c) => {
      return answer(c, await paymentsOf(c).capture(c.req.param('order')));
    });

    app.post('/payments/:order/refund', async (c) => {
      return answer(c, await paymentsOf(c).refund(c.req.param('order')));
    });

    app.get('/options', (c) => c.json(optionsOf(c.env)));

    app.post('/webhooks/toss', async (c) => {
      if (optionsOf(c.env).provider !== 'toss') return problem(c, 404);
      const read = await readTossWebhook(await c.req.text(), c.req.raw.headers, c.env.TOSS_SECURITY_KEY);
      if (!read.ok) return problem(c, read.reason === 'forged' ? 403 : 400, { reason: read.reason });
      const renewed = read.orderId ? await paymentsOf(c).renew(read.orderId) : undefined;
      // Whether the shop has such a payment is not said to everyone who asks.
      return renewed?.ok === false && renewed.reason === 'silent' ? answer(c, renewed) : c.body(null, 200);
    });

    /** The books of the local provider. A real provider has no such route. */
    app.get('/local-provider/charges', validate('query', v.object({ order: v.string() })), async (c) => {
      if (optionsOf(c.env).provider !== 'local') return problem(c, 404);
      return c.json({ charges: await localProviderOf(c.env).books(c.req.valid('query').order) });
    });
  },
});

function paymentsOf(c: PaymentContext) {
  const provider = providerOf(c.env);
  if (!provider) throw new Error('No payment provider is set.');
  return createPayments({
    store: createPaymentStore(c.env.DB),
    provider,
    timeout: providerTimeoutMs[optionsOf(c.env).provider ?? 'local'],
    now: c.var.now,
    goOn: (work) => c.executionCtx.waitUntil(work),
  });
}

function answer(c: PaymentContext, outcome: Outcome): Response {
  if (outcome.ok) return c.json(toPayment(outcome.payment));
  const { reason } = outcome;
  switch (reason) {
    case 'not-found':
      return problem(c, 404);
    case 'other-amount':
      return problem(c, 422, {
        reason,
        errors: [{ field: 'amount', message: 'differs from the amount of this payment' }],
      });
    case 'other-order':
      return problem(c, 422, {
        reason,
        errors: [{ field: 'reference', message: 'belongs to the payment of another order' }],
      });
    case 'not-authorized':
      return problem(c, 409, { reason, detail: 'The payment is not authorized.' });
    case 'silent':
      return problem(c, 503, { reason, detail: 'The payment provider does not answer right now.' });
  }
}

function toPayment({ orderId, amount, method, state, reason }: KeptPayment): Payment {
  return { orderId, amount: amount ?? 0, method: method ?? 'card', state, ...(reason ? { reason } : {}) };
}
