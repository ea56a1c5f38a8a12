import type { D1Database } from '@cloudflare/workers-types';
import { createService } from '@jogakbo/edge/create-service';
import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import type { ServiceRequest } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { type Payment, PaymentRequest } from './contract.ts';
import { createLocalProvider } from './local-provider.ts';
import { createPaymentStore, type KeptPayment } from './payment-store.ts';
import { createPayments, type Outcome } from './payments.ts';

type Bindings = {
  DB: D1Database;
  /** The provider that moves the money. `local` moves none. */
  PROVIDER?: string;
};
type PaymentContext = ServiceRequest<PaymentService>;

/** Milliseconds to wait for an answer of the provider. Callers wait longer, so they learn about the timeout. */
const providerTimeoutMs = 2_000;

type PaymentService = { name: 'payment-service'; bindings: Bindings };

export default createService<PaymentService>('payment-service', {
  routes(app) {
    app.use('/payments/*', requireIssuer('order-service'), async (c, next) => {
      if (c.env.PROVIDER === 'local') return next();
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

    /** The books of the local provider. A real provider has no such route. */
    app.get('/local-provider/charges', validate('query', v.object({ order: v.string() })), async (c) => {
      if (c.env.PROVIDER !== 'local') return problem(c, 404);
      return c.json({ charges: await localProviderOf(c).books(c.req.valid('query').order) });
    });
  },
});

function paymentsOf(c: PaymentContext) {
  const store = createPaymentStore(c.env.DB);
  return createPayments({ store, provider: localProviderOf(c), timeout: providerTimeoutMs, now: c.var.now });
}

function localProviderOf(c: PaymentContext) {
  return createLocalProvider(
    c.env.DB,
    (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  );
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
    case 'not-authorized':
      return problem(c, 409, { reason, detail: 'The payment is not authorized.' });
    case 'silent':
      return problem(c, 503, { reason, detail: 'The payment provider does not answer right now.' });
  }
}

function toPayment({ orderId, amount, method, state, reason }: KeptPayment): Payment {
  return { orderId, amount: amount ?? 0, method: method ?? 'card', state, ...(reason ? { reason } : {}) };
}
