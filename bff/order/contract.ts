import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { Postcode, TypedCount } from '@jogakbo/contracts/typed-text';
import { Address, AddressInput } from '@jogakbo/member-service/contract';
import {
  CheckoutForm,
  Codes,
  Draft,
  FormRequest,
  maxQuantity,
  Order,
  OrderPage,
  OrderState,
  Shortage,
} from '@jogakbo/order-service/contract';
import { Method, maxTokenLength, PaymentOptions, PaymentReference } from '@jogakbo/payment-service/contract';
import { MemberCoupon } from '@jogakbo/pricing-service/contract';
import * as v from 'valibot';

export type { Address } from '@jogakbo/member-service/contract';
export { AddressInput } from '@jogakbo/member-service/contract';
export type {
  CheckoutForm,
  EndReason,
  OrderState,
  OrderSummary,
  Shortage,
  SnapshotLine,
  Totals,
  UsedCoupon,
} from '@jogakbo/order-service/contract';
export { maxQuantity, SealedForm } from '@jogakbo/order-service/contract';
export { type Method, methods } from '@jogakbo/payment-service/contract';
export type { CouponRefusal, MemberCoupon } from '@jogakbo/pricing-service/contract';

const Quantity = v.pipe(TypedCount, v.integer(), v.minValue(1), v.maxValue(maxQuantity));

/** An item to buy right away, without the cart. */
export const StartInput = v.object({ productId: ProductId, itemId: ItemId, quantity: Quantity });
export const StartedView = v.object({ draft: v.string() });

/**
 * What to check out: an existing draft, an own order to repeat (`again`), or an item. Without these it is the cart. `typed` is a
 * {@link SealedForm} that comes back from the log-in page.
 */
export const CheckoutQuery = v.object({
  draft: v.optional(v.string()),
  typed: v.optional(v.fallback(v.pipe(v.string(), v.maxLength(8_000)), '')),
  again: v.optional(v.string()),
  product: v.optional(ProductId),
  item: v.optional(ItemId),
  quantity: v.optional(v.fallback(Quantity, 1), '1'),
});

/** The data of the checkout page. `draft` is null if there is nothing to order. */
export const CheckoutView = v.object({
  draft: v.nullable(Draft),
  addresses: v.array(Address),
  /** False if the member's addresses could not be read. */
  addressesKnown: v.optional(v.boolean(), true),
  coupons: v.array(MemberCoupon),
  /** False if the member's coupons could not be read. */
  couponsKnown: v.optional(v.boolean(), true),
  /** Items whose known stock is smaller than the wanted quantity. */
  short: v.array(ItemId),
  /** The number of pieces left of these items. */
  left: v.optional(v.array(Shortage), []),
  /** How the shopper can pay; left out if that could not be read. */
  payment: v.optional(PaymentOptions),
});
export type CheckoutView = v.InferOutput<typeof CheckoutView>;

/** The destination is the id of one of the member's addresses, or a postcode. */
export const QuoteInput = v.object({
  draft: v.string(),
  address: v.optional(v.string()),
  postcode: v.optional(Postcode),
  coupons: v.optional(Codes, []),
  /** The filled-in form, which is kept with the draft. */
  form: v.optional(CheckoutForm),
});
export const FormInput = FormRequest;

/** `address` is the id of one of the member's addresses, or a new address. `revision` is the draft's revision that the shopper saw. */
export const PlaceInput = v.object({
  draft: v.string(),
  revision: v.string(),
  address: v.union([v.object({ id: v.string() }), AddressInput]),
  coupons: v.optional(Codes, []),
  /** With Toss, the token is the `paymentKey` and the reference the `orderId` of an approved payment. */
  payment: v.object({
    method: Method,
    token: v.pipe(v.string(), v.minLength(1), v.maxLength(maxTokenLength)),
    reference: v.optional(PaymentReference),
  }),
  /** The shopper has agreed to buy. */
  agree: v.literal(true),
  /** Whether to save a new address in the member's address book. */
  save: v.optional(v.boolean(), false),
});
/** Where the member orders the cart, relative to the shop; null if the cart is empty. `lines` is the number of its lines. */
export const CheckoutLink = v.object({ link: v.nullable(v.string()), lines: v.number() });
export type CheckoutLink = v.InferOutput<typeof CheckoutLink>;

export const PlacedView = v.object({ id: v.string() });

export const OrderView = Order;
export type OrderView = v.InferOutput<typeof OrderView>;
export const OrdersView = OrderPage;
export type OrdersView = v.InferOutput<typeof OrdersView>;
export const OrdersQuery = v.object({ page: v.optional(v.string(), '1') });

/** An event named `state` in the stream of an order's states. After the last one comes an event named `end`. */
export const StateEvent = v.object({ state: OrderState, reason: v.nullable(v.string()) });

export const StockQuery = v.object({ product: ProductId, item: v.optional(ItemId) });
export const StockView = v.object({ soldOut: v.boolean() });

export const paths = {
  stock: (product: string, item?: string) => withQuery('/stock', { product, item }),
  drafts: '/drafts',
  checkout: (query: Record<string, string>) => withQuery('/checkout', query),
  checkoutLink: '/checkout-link',
  quotes: '/quotes',
  /** POST, also for guests: seals a form that was posted without a session, for its draft. */
  forms: '/forms',
  orders: '/orders',
  page: (page: number) => withQuery('/orders', { page }),
  order: (id: string) => toPath`/orders/${id}`,
  cancellation: (id: string) => toPath`/orders/${id}/cancellation`,
  events: (id: string) => toPath`/orders/${id}/events`,
};
