import { Won } from '@jogakbo/contracts/money';
import { toPath } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** How a shopper pays. */
export const methods = ['card', 'transfer', 'easy-pay'] as const;
export const Method = v.picklist(methods);
export type Method = v.InferOutput<typeof Method>;

/**
 * `unknown`: the provider was asked and did not say; ask again by `payment`, never authorise again. `declined` is final.
 * `authorized` → `captured` → `refunded`, or `authorized` → `voided`.
 */
export const PaymentState = v.picklist([
  'unknown',
  'declined',
  'authorized',
  'captured',
  'voided',
  'refunded',
]);
export type PaymentState = v.InferOutput<typeof PaymentState>;

export const Payment = v.object({
  orderId: v.string(),
  amount: Won,
  method: Method,
  state: PaymentState,
  /** Why it was declined, such as `insufficient-funds`. */
  reason: v.optional(v.string()),
});
export type Payment = v.InferOutput<typeof Payment>;

/** `token` stands for the card or account at the provider; the local one knows `tok_ok`, and others that fail, see its README. */
export const PaymentRequest = v.object({
  orderId: v.string(),
  amount: Won,
  method: Method,
  token: v.pipe(v.string(), v.maxLength(100)),
});
export type PaymentRequest = v.InferOutput<typeof PaymentRequest>;

/**
 * Only for services that work by themselves. Each may be repeated and answers what it answered; for an order there is at most one
 * payment. The same order with another amount is 422. Where the provider does not answer, capturing and refunding are 503: repeat
 * them.
 */
export const paths = {
  /** POST a {@link PaymentRequest}: authorises. The answer is the payment, whatever came of it. */
  payments: '/payments',
  /** GET: the payment, after asking the provider where the outcome is unknown; 404 where nothing was ever asked for. */
  payment: (orderId: string) => toPath`/payments/${orderId}`,
  /** POST: takes the money that was authorised; 409 in any state but authorized and captured. */
  capture: (orderId: string) => toPath`/payments/${orderId}/capture`,
  /**
   * POST: gives back whatever was authorised or taken, or sees to it that nothing will be; also where there was no payment: then the
   * answer is one of 0 won, `voided`.
   */
  refund: (orderId: string) => toPath`/payments/${orderId}/refund`,
};
