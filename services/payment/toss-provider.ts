import { logError } from '@jogakbo/edge/log';
import * as v from 'valibot';
import type { Charge, Provider } from './provider.ts';

type Options = {
  secretKey: string;
  /** The origin of the API. */
  url?: string | undefined;
  fetch?: (request: Request) => Promise<Response>;
};

/** https://docs.tosspayments.com/reference#payment-객체 */
const TossPayment = v.object({
  paymentKey: v.string(),
  orderId: v.string(),
  status: v.picklist([
    'READY',
    'IN_PROGRESS',
    'WAITING_FOR_DEPOSIT',
    'DONE',
    'CANCELED',
    'PARTIAL_CANCELED',
    'ABORTED',
    'EXPIRED',
  ]),
  totalAmount: v.number(),
  failure: v.nullish(v.object({ code: v.string() })),
});
type TossPayment = v.InferOutput<typeof TossPayment>;
const TossError = v.object({ code: v.string() });

type Answer = { ok: true; payment: TossPayment } | { ok: false; status: number; code: string };

/** Ends a request to Toss that gets no answer. A caller stops waiting sooner. */
const requestTimeoutMs = 30_000;
/** Toss confirms a payment at most 10 minutes after the shopper has approved it. One more minute is for the difference of clocks. */
const confirmableMs = 11 * 60_000;
/** These refusals say nothing about the payment: a wrong key of the shop, too many requests, the same request is under way. */
const inconclusive = new Set([401, 409, 429]);

/**
 * Toss Payments, https://docs.tosspayments.com. The shopper approves a payment in Toss's window, which gives a `paymentKey`: the token of
 * an authorization. Confirming it takes the money, so its charge is `captured` at once. The key of a charge is Toss's `orderId`.
 */
export function createTossProvider({
  secretKey,
  url = 'https://api.tosspayments.com',
  fetch: send = fetch,
}: Options): Provider {
  const credentials = `Basic ${btoa(`${secretKey}:`)}`;

  return {
    lateForMs: confirmableMs,

    async authorize({ key, amount, token }) {
      const body = { paymentKey: token, orderId: key, amount };
      const confirmed = await post('/v1/payments/confirm', body, `confirm-${key}`);
      if (!confirmed.ok)
        return confirmed.code === 'ALREADY_PROCESSED_PAYMENT' ? findOwn() : toRefusal(confirmed);
      return accept(confirmed.payment);

      /** The payment was confirmed before: by an earlier request for this order, or for another order. */
      async function findOwn(): Promise<Charge> {
        const found = await look(key);
        const own = found?.paymentKey === token;
        return own ? accept(found) : { amount, state: 'declined', reason: 'already-processed-payment' };
      }

      async function accept(payment: TossPayment): Promise<Charge> {
        const { orderId, totalAmount, status } = payment;
        if (orderId !== key || totalAmount !== amount) {
          await cancel(payment, key);
          return { amount, state: 'declined', reason: 'other-amount' };
        }
        // The shop does not wait for transfers to a virtual account.
        if (status === 'WAITING_FOR_DEPOSIT') {
          await cancel(payment, key);
          return { amount, state: 'declined', reason: 'not-offered' };
        }
        const charge = toCharge(payment);
        if (!charge) throw new Error(`Toss confirmed a payment, and its status is ${status}.`);
        return charge;
      }

      function toRefusal({ code }: { code: string }): Charge {
        return { amount, state: 'declined', reason: toReason(code) };
      }
    },

    async find(key) {
      const found = await look(key);
      return found && toCharge(found);
    },

    // Confirming has taken the money.
    async capture(key) {
      return toCharge(await must(key)) ?? { amount: 0, state: 'declined' };
    },

    async void(key) {
      const found = await look(key);
      return (found && (await end(found, key))) ?? { amount: 0, state: 'voided' };
    },

    async refund(key) {
      const found = await must(key);
      const ended = await end(found, key);
      if (!ended) throw new Error('Toss has no confirmed payment of this order.');
      return ended;
    },
  };

  /** Gives the money of a payment back. @returns undefined if the payment was never confirmed */
  async function end(payment: TossPayment, key: string): Promise<Charge | undefined> {
    const cancellable = ['DONE', 'PARTIAL_CANCELED', 'WAITING_FOR_DEPOSIT'].includes(payment.status);
    return cancellable ? cancel(payment, key) : toCharge(payment);
  }

  async function cancel({ paymentKey, totalAmount }: TossPayment, key: string): Promise<Charge> {
    const path = `/v1/payments/${encodeURIComponent(paymentKey)}/cancel`;
    const canceled = await post(path, { cancelReason: '주문 취소' }, `cancel-${key}`);
    if (canceled.ok || canceled.code === 'ALREADY_CANCELED_PAYMENT')
      return { amount: totalAmount, state: 'refunded' };
    throw new Error(`Toss refuses to cancel a payment: ${canceled.code}`);
  }

  async function must(key: string): Promise<TossPayment> {
    const found = await look(key);
    if (!found) throw new Error('Toss has no payment of this order.');
    return found;
  }

  /** Reads the payment of an order. Toss is asked by the shop's own number, as the `paymentKey` is not stored. */
  async function look(key: string): Promise<TossPayment | undefined> {
    const found = await ask(`/v1/payments/orders/${encodeURIComponent(key)}`, {});
    if (found.ok) return found.payment;
    if (found.status === 404) return undefined;
    throw new Error(`Toss refuses to look up a payment: ${found.code}`);
  }

  function post(path: string, body: object, idempotencyKey: string): Promise<Answer> {
    return ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      body: JSON.stringify(body),
    });
  }

  /** @throws if there is no answer, or one that says nothing about the payment */
  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = { ...init.headers, authorization: credentials };
    const signal = AbortSignal.timeout(requestTimeoutMs);
    const answer = await send(new Request(`${url}${path}`, { ...init, headers, signal }));
    const json: unknown = await answer.json();
    if (answer.ok) return { ok: true, payment: v.parse(TossPayment, json) };
    const { code } = v.parse(TossError, json);
    const { status } = answer;
    if (status < 500 && !inconclusive.has(status)) return { ok: false, status, code };
    // Only the code: the message and the path may name the shopper or the payment.
    logError({ provider: 'toss', status, code });
    throw new Error(`Toss answers ${status} ${code}.`);
  }
}

/** @returns undefined while the payment is not confirmed */
function toCharge({ status, totalAmount: amount, failure }: TossPayment): Charge | undefined {
  switch (status) {
    case 'DONE':
    case 'PARTIAL_CANCELED':
      return { amount, state: 'captured' };
    case 'CANCELED':
      return { amount, state: 'refunded' };
    case 'ABORTED':
    case 'EXPIRED':
      return { amount, state: 'declined', reason: toReason(failure?.code ?? status) };
    default:
      return undefined;
  }
}

/** Writes a code of Toss as the shop writes reasons, such as `reject-card-company`. */
function toReason(code: string): string {
  return code.toLowerCase().replaceAll('_', '-').slice(0, 60);
}
