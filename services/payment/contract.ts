import { Won } from '@jogakbo/contracts/money';
import { toPath } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** The ways to pay. */
export const methods = ['card', 'transfer', 'easy-pay'] as const;
/** One of {@link methods}. */
export const Method = v.picklist(methods);
export type Method = v.InferOutput<typeof Method>;

/**
 * The state of a payment. `unknown`: the provider was asked and has not answered; read the payment again. `declined` is final.
 * `authorized` becomes `captured` and then `refunded`, or it becomes `voided`.
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

/** The payment of an order. */
export const Payment = v.object({
  orderId: v.string(),
  amount: Won,
  method: Method,
  state: PaymentState,
  /** Why it was declined, such as `insufficient-funds`. */
  reason: v.optional(v.string()),
});
export type Payment = v.InferOutput<typeof Payment>;

/** The longest token of a provider: a `paymentKey` of Toss Payments. */
export const maxTokenLength = 200;

/** The number under which the provider knows the order, if that is not the order's own number. Toss asks for this form. */
export const PaymentReference = v.pipe(v.string(), v.regex(/^[\w=-]{6,64}$/));

/**
 * Asks for a payment. `token` is the provider's name for a card, an account or an approved payment; the README lists those of the local
 * provider. No two orders may have the same `reference`.
 */
export const PaymentRequest = v.object({
  orderId: v.string(),
  amount: Won,
  method: Method,
  token: v.pipe(v.string(), v.maxLength(maxTokenLength)),
  reference: v.optional(PaymentReference),
});
export type PaymentRequest = v.InferOutput<typeof PaymentRequest>;

/**
 * How shoppers can pay. `provider` is null if nobody can pay. Toss opens its own window in the browser, with the public `clientKey`.
 */
export const PaymentOptions = v.object({
  provider: v.nullable(v.picklist(['local', 'toss'])),
  clientKey: v.optional(v.string()),
});
export type PaymentOptions = v.InferOutput<typeof PaymentOptions>;

/**
 * Paths of the service, only for `order-service` with a token of its own. Each gives the {@link Payment}. Each call may be repeated
 * and gives the same answer; an order has at most one payment. While the provider does not answer, capturing and refunding are 503:
 * repeat them.
 */
export const paths = {
  /** POST a {@link PaymentRequest}: authorizes a payment. 422 if the order has one with another amount. */
  payments: '/payments',
  /** GET: the payment; asks the provider if the outcome is unknown. 404 if the order has none. */
  payment: (orderId: string) => toPath`/payments/${orderId}`,
  /** POST: takes the authorized money; 409 unless the payment is authorized or captured. */
  capture: (orderId: string) => toPath`/payments/${orderId}/capture`,
  /**
   * POST: gives authorized or captured money back, and prevents a later payment. An order without a payment gets one of 0 won that is
   * `voided`.
   */
  refund: (orderId: string) => toPath`/payments/${orderId}/refund`,
  /** GET, for everyone: the {@link PaymentOptions}. */
  options: '/options',
  /**
   * POST, for everyone: a webhook of Toss. Nothing in it is believed: the payment is read again from Toss. 503 if Toss does not answer,
   * so that it sends the webhook again.
   */
  tossWebhook: '/webhooks/toss',
};
