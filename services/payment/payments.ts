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
  /** Keeps the process alive for work that goes on after the answer. */
  goOn?: (work: Promise<unknown>) => void;
};

/** `silent`: the provider does not answer now; try again later. */
export type Outcome =
  | { ok: true; payment: KeptPayment }
  | { ok: false; reason: 'not-found' | 'other-amount' | 'other-order' | 'not-authorized' | 'silent' };

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
export function createPayments({ store, provider, timeout, now, goOn }: Options) {
  return {
    async authorize({ orderId, amount, method, token, reference }: PaymentRequest): Promise<Outcome> {
      const over = now() + (provider.lateForMs ?? attemptTimeoutMs);
      const { opened, payment } = await store.open({ orderId, amount, method, key: reference ?? null }, over);
      if (!payment) return { ok: false, reason: 'other-order' };
      if (!opened) {
        const other = payment.amount !== null && payment.amount !== amount;
        return other ? { ok: false, reason: 'other-amount' } : { ok: true, payment: await settle(payment) };
      }
      const asking = provider.authorize({ key: payment.key, reference: orderId, amount, method, token });
      const answer = await ask(asking, timeout);
      if (answer) return { ok: true, payment: await write(orderId, answer.value) };
      if (!provider.lateForMs) return { ok: true, payment: await store.giveUp(orderId, now()) };
      // The answer may still come. It is stored then, and the caller asks again.
      goOn?.(asking.then((charge) => write(orderId, charge)).catch(() => undefined));
      return { ok: true, payment };
    },

    async read(orderId: string): Promise<Outcome> {
      const payment = await store.read(orderId);
      return payment ? { ok: true, payment: await settle(payment) } : { ok: false, reason: 'not-found' };
    },

    /** Reads a charge again that the provider says has changed. */
    async renew(key: string): Promise<Outcome> {
      const payment = await store.find(key);
      if (!payment) return { ok: false, reason: 'not-found' };
      const found = await ask(provider.find(key), timeout);
      if (!found) return { ok: false, reason: 'silent' };
      return { ok: true, payment: found.value ? await accept(payment, found.value) : payment };
    },

    async capture(orderId: string): Promise<Outcome> {
      const found = await store.read(orderId);
      if (!found) return { ok: false, reason: 'not-found' };
      let payment = await settle(found);
      if (payment.state === 'authorized') {
        const answer = await ask(provider.capture(payment.key), timeout);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      if (payment.state === 'unknown') return { ok: false, reason: 'silent' };
      return payment.state === 'captured' ? { ok: true, payment } : { ok: false, reason: 'not-authorized' };
    },

    async refund(orderId: string): Promise<Outcome> {
      let payment = await store.close(orderId);
      if (payment.state === 'unknown' && mayBeLate(payment)) payment = await settle(payment);
      // Otherwise voiding needs no lookup before it: it ends a charge, and prevents a later one.
      if (payment.state === 'authorized' || (payment.state === 'unknown' && !mayBeLate(payment))) {
        const answer = await ask(provider.void(payment.key), timeout);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      if (payment.state === 'captured') {
        const answer = await ask(provider.refund(payment.key), timeout);
        if (!answer) return { ok: false, reason: 'silent' };
        payment = await write(orderId, answer.value);
      }
      return final.has(payment.state) ? { ok: true, payment } : { ok: false, reason: 'silent' };
    },
  };

  /** Looks up the outcome of an authorization without an answer. It never authorizes again. */
  async function settle(payment: KeptPayment): Promise<KeptPayment> {
    if (payment.state !== 'unknown') return payment;
    const { orderId, key } = payment;
    const found = await ask(provider.find(key), timeout);
    if (found?.value) return accept(payment, found.value);
    // The provider does not know the key. The request may still be under way while a call waits for it.
    if (!found || now() < payment.attemptOverAt) return payment;
    const ended = await ask(provider.void(key), timeout);
    if (!ended) return payment;
    if (ended.value.state !== 'voided') return write(orderId, ended.value);
    const declined = await store.move(orderId, 'declined', 'not-reached');
    // The first answer may have been stored just before its charge was voided.
    return declined.state === 'authorized' ? write(orderId, ended.value) : declined;
  }

  /** Stores a charge that was looked up. A charge of another amount is ended, so that no order is paid with it. */
  async function accept(payment: KeptPayment, charge: Charge): Promise<KeptPayment> {
    const taken = charge.state === 'authorized' || charge.state === 'captured';
    if (!taken || charge.amount === payment.amount) return write(payment.orderId, charge);
    const ended = await ask(provider.void(payment.key), timeout);
    return ended ? write(payment.orderId, ended.value) : payment;
  }

  /** Whether an authorization without an answer may still take effect, whatever is done about it. */
  function mayBeLate({ attemptOverAt }: KeptPayment): boolean {
    return provider.lateForMs !== undefined && now() < attemptOverAt;
  }

  function write(orderId: string, { state, reason }: Charge): Promise<KeptPayment> {
    return store.move(orderId, state, reason);
  }
}
