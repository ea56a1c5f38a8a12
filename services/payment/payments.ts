import { ask } from './ask.ts';
import type { PaymentRequest, PaymentState } from './contract.ts';
import type { KeptPayment, PaymentStore } from './payment-store.ts';
import type { Charge, Provider } from './provider.ts';

type Options = {
  store: PaymentStore;
  provider: Provider;
  /** Milliseconds that the provider has for an answer. */
  patience: number;
  now: () => number;
};

/** `silent`: the provider does not answer now; ask again later. */
export type Outcome =
  | { ok: true; payment: KeptPayment }
  | { ok: false; reason: 'not-found' | 'other-amount' | 'not-authorized' | 'silent' };

/** Where no money is held or taken, and none will be. */
const final = new Set<PaymentState>(['declined', 'voided', 'refunded']);

/** Milliseconds after which a request that authorises has ended, one way or another. */
const attemptLimit = 30_000;

/**
 * Payments of orders. The provider's word is what counts: each of its answers is written down as a step that the store takes only
 * from where it can be taken, so calls at the same time, and answers that come late, do no harm.
 */
export function createPayments({ store, provider, patience, now }: Options) {
  return {
    async authorize({ orderId, amount, method, token }: PaymentRequest): Promise<Outcome> {
      const { opened, payment } = await store.open({ orderId, amount, method }, now() + attemptLimit);
      if (!opened) {
        const other = payment.amount !== null && payment.amount !== amount;
        return other ? { ok: false, reason: 'other-amount' } : { ok: true, payment: await settle(payment) };
      }
      const authorization = { key: toKey(orderId), reference: orderId, amount, method, token };
      const answer = await ask(provider.authorize(authorization), patience);
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
        const answer = await ask(provider.capture(toKey(orderId)), patience);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      if (payment.state === 'unknown') return { ok: false, reason: 'silent' };
      return payment.state === 'captured' ? { ok: true, payment } : { ok: false, reason: 'not-authorized' };
    },

    async refund(orderId: string): Promise<Outcome> {
      let payment = await store.close(orderId);
      // Voiding needs no lookup before: it ends what there is, and keeps out what may still come.
      if (payment.state === 'unknown' || payment.state === 'authorized') {
        const answer = await ask(provider.void(toKey(orderId)), patience);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      if (payment.state === 'captured') {
        const answer = await ask(provider.refund(toKey(orderId)), patience);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      return final.has(payment.state) ? { ok: true, payment } : { ok: false, reason: 'silent' };
    },
  };

  /** Finds out what came of an authorisation that was not answered. It is asked for, never repeated. */
  async function settle(payment: KeptPayment): Promise<KeptPayment> {
    if (payment.state !== 'unknown') return payment;
    const { orderId } = payment;
    const found = await ask(provider.find(toKey(orderId)), patience);
    if (found?.value) return write(orderId, found.value);
    // Never seen: but it may be on its way, and is let through while someone waits for it.
    if (!found || now() < payment.attemptOverAt) return payment;
    const ended = await ask(provider.void(toKey(orderId)), patience);
    if (!ended) return payment;
    if (ended.value.state !== 'voided') return write(orderId, ended.value);
    const declined = await store.move(orderId, 'declined', 'not-reached');
    // The first answer may have come after all, just before its charge was voided.
    return declined.state === 'authorized' ? write(orderId, ended.value) : declined;
  }

  function write(orderId: string, { state, reason }: Charge): Promise<KeptPayment> {
    return store.move(orderId, state, reason);
  }
}

/** One order, one key: the provider itself would not take a second authorisation. */
function toKey(orderId: string): string {
  return `order:${orderId}`;
}
