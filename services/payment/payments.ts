import { ask } from './ask.ts';
import type { PaymentRequest, PaymentState } from './contract.ts';
import type { KeptPayment, PaymentStore } from './payment-store.ts';
import type { Charge, Provider } from './provider.ts';

type Options = {
  store: PaymentStore;
  provider: Provider;
  /** Milliseconds to wait for an answer of the provider. */
  timeout: number;
  now: () => number;
};

/** `silent`: the provider does not answer now; try again later. */
export type Outcome =
  | { ok: true; payment: KeptPayment }
  | { ok: false; reason: 'not-found' | 'other-amount' | 'not-authorized' | 'silent' };

/** States in which no money is authorized or captured, now or later. */
const final = new Set<PaymentState>(['declined', 'voided', 'refunded']);

/** Milliseconds after which a request to authorize has ended in any case. */
const attemptTimeoutMs = 30_000;

/**
 * Manages the payments of orders. The provider decides the state of a payment. Each answer of the provider is stored as a change of
 * state that the store accepts only from certain states, so parallel calls and late answers do no harm.
 *
 * @param options `now` gives epoch milliseconds
 */
export function createPayments({ store, provider, timeout, now }: Options) {
  return {
    async authorize({ orderId, amount, method, token }: PaymentRequest): Promise<Outcome> {
      const { opened, payment } = await store.open({ orderId, amount, method }, now() + attemptTimeoutMs);
      if (!opened) {
        const other = payment.amount !== null && payment.amount !== amount;
        return other ? { ok: false, reason: 'other-amount' } : { ok: true, payment: await settle(payment) };
      }
      const authorization = { key: toKey(orderId), reference: orderId, amount, method, token };
      const answer = await ask(provider.authorize(authorization), timeout);
      return {
        ok: true,
        payment: answer ? await write(orderId, answer.value) : await store.giveUp(orderId, now()),
      };
    },

    async read(orderId: string): Promise<Outcome> {
      const payment = await store.read(orderId);
      return payment ? { ok: true, payment: await settle(payment) } : { ok: false, reason: 'not-found' };
    },

    async capture(orderId: string): Promise<Outcome> {
      const found = await store.read(orderId);
      if (!found) return { ok: false, reason: 'not-found' };
      let payment = await settle(found);
      if (payment.state === 'authorized') {
        const answer = await ask(provider.capture(toKey(orderId)), timeout);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      if (payment.state === 'unknown') return { ok: false, reason: 'silent' };
      return payment.state === 'captured' ? { ok: true, payment } : { ok: false, reason: 'not-authorized' };
    },

    async refund(orderId: string): Promise<Outcome> {
      let payment = await store.close(orderId);
      // Voiding needs no lookup before it: it ends a charge, and prevents a later one.
      if (payment.state === 'unknown' || payment.state === 'authorized') {
        const answer = await ask(provider.void(toKey(orderId)), timeout);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      if (payment.state === 'captured') {
        const answer = await ask(provider.refund(toKey(orderId)), timeout);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      return final.has(payment.state) ? { ok: true, payment } : { ok: false, reason: 'silent' };
    },
  };

  /** Looks up the outcome of an authorization without an answer. It never authorizes again. */
  async function settle(payment: KeptPayment): Promise<KeptPayment> {
    if (payment.state !== 'unknown') return payment;
    const { orderId } = payment;
    const found = await ask(provider.find(toKey(orderId)), timeout);
    if (found?.value) return write(orderId, found.value);
    // The provider does not know the key. The request may still be under way while a call waits for it.
    if (!found || now() < payment.attemptOverAt) return payment;
    const ended = await ask(provider.void(toKey(orderId)), timeout);
    if (!ended) return payment;
    if (ended.value.state !== 'voided') return write(orderId, ended.value);
    const declined = await store.move(orderId, 'declined', 'not-reached');
    // The first answer may have been stored just before its charge was voided.
    return declined.state === 'authorized' ? write(orderId, ended.value) : declined;
  }

  function write(orderId: string, { state, reason }: Charge): Promise<KeptPayment> {
    return store.move(orderId, state, reason);
  }
}

/** The key of an order. It is always the same, so the provider refuses a second authorization. */
function toKey(orderId: string): string {
  return `order:${orderId}`;
}
