import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { Postcode } from '@jogakbo/contracts/typed-text';
import { AddressInput } from '@jogakbo/member-service/contract';
import { Method, maxTokenLength, PaymentReference } from '@jogakbo/payment-service/contract';
import { CouponClass, CouponRefusal, MemberCoupon } from '@jogakbo/pricing-service/contract';
import { Address, DeliveryService, KoreanDay, Region } from '@jogakbo/transport-service/contract';
import * as v from 'valibot';

/** The most pieces of one item in an order. */
export const maxQuantity = 999;
/** Orders on a page. */
export const pageSize = 10;

/** The states of an order, in the order of the saga. */
export const orderStates = [
  'PENDING',
  'RESERVED',
  'AUTHORIZED',
  'CONFIRMED',
  'CAPTURED',
  'FULFILLING',
  'DELIVERED',
  'CANCELLED',
  'REFUNDED',
] as const;
/** The state of an order. */
export const OrderState = v.picklist(orderStates);
export type OrderState = v.InferOutput<typeof OrderState>;

/** Why an order was undone. `customer`: the member who placed it cancelled it. */
export const EndReason = v.picklist([
  'customer',
  'sold-out',
  'coupon',
  'declined',
  'payment-unknown',
  'undeliverable',
  'unavailable',
]);
export type EndReason = v.InferOutput<typeof EndReason>;

const Id = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));
const Quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxQuantity));
/** A line that a member wants to order. */
export const LineRequest = v.object({ productId: ProductId, itemId: ItemId, quantity: Quantity });
export type LineRequest = v.InferOutput<typeof LineRequest>;

/** The source of a draft: the member's cart, or the item of a "buy now". A member has at most one open draft of each source. */
export const Source = v.pipe(v.string(), v.regex(/^(cart|item:[1-9]\d{0,15})$/));
/** Coupon codes. */
export const Codes = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(5));

const Typed = (most: number) => v.optional(v.pipe(v.string(), v.maxLength(most)), '');
/**
 * The checkout form as the shopper filled it in, also with mistakes. `address` is the id of a stored address, or `new`; `postcode` is
 * the postcode of either. `save`: whether to store a new address.
 */
export const CheckoutForm = v.object({
  address: Typed(64),
  recipient: Typed(400),
  phone: Typed(400),
  postcode: Typed(400),
  street: Typed(400),
  detail: Typed(400),
  coupons: v.optional(Codes, []),
  method: Typed(20),
  save: v.optional(v.boolean(), false),
});
export type CheckoutForm = v.InferOutput<typeof CheckoutForm>;

/** With `resume`, the address and coupons of the stored form count. Those of the request count only if no form is stored. */
const resume = v.optional(v.boolean(), false);
/** Asks for the draft of a source. The lines replace those of an open draft. */
export const DraftRequest = v.object({
  source: Source,
  lines: v.pipe(v.array(LineRequest), v.minLength(1), v.maxLength(100)),
  postcode: v.optional(Postcode),
  resume,
});
/** Asks for a draft with this postcode and these coupons. `form` is stored with the draft. `typed` is a {@link SealedForm}. */
export const QuoteInput = v.object({
  postcode: v.optional(Postcode),
  coupons: v.optional(Codes, []),
  form: v.optional(CheckoutForm),
  resume,
  typed: v.optional(v.pipe(v.string(), v.maxLength(8_000))),
});
/** A form that was posted after the session had ended. Sealed, it passes through the log-in page. */
export const FormRequest = v.object({ draft: Id, form: CheckoutForm });
/** A form that is encrypted for its draft. */
export const SealedForm = v.object({ typed: v.string() });

/** A line with its title, option, picture, delivery service, and prices in won. */
export const SnapshotLine = v.object({
  ...LineRequest.entries,
  title: v.string(),
  option: v.string(),
  image: v.string(),
  service: DeliveryService,
  list: Won,
  final: Won,
});
export type SnapshotLine = v.InferOutput<typeof SnapshotLine>;

/**
 * The amounts of an order in won: `goods` at list prices, `discount` of all kinds, and `delivery` after coupons, by the policy of that
 * version. `total` is goods − discount + delivery. `fee` is the delivery fee before coupons; older orders do not have it.
 */
export const Totals = v.object({
  goods: Won,
  discount: Won,
  delivery: Won,
  fee: v.optional(Won),
  total: Won,
  policy: v.string(),
});
export type Totals = v.InferOutput<typeof Totals>;

/** A coupon that counts, with its discount in won. */
export const UsedCoupon = v.object({ code: v.string(), name: v.string(), class: CouponClass, amount: Won });
export type UsedCoupon = v.InferOutput<typeof UsedCoupon>;

/** The lines, coupons and amounts of an order at one time. `revision` changes when the lines, the prices or the total change. */
export const Snapshot = v.object({
  lines: v.array(SnapshotLine),
  /** Items that cannot be ordered now. An order with them is refused. */
  missing: v.array(ItemId),
  coupons: v.array(UsedCoupon),
  /** `detail` explains the reason: `free-delivery` for a coupon on delivery if delivery costs nothing. */
  refused: v.array(v.object({ code: v.string(), reason: CouponRefusal, detail: v.optional(v.string()) })),
  region: Region,
  totals: Totals,
  revision: v.string(),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;

/** An item with too few pieces, and how many are left. */
export const Shortage = v.object({ itemId: ItemId, left: v.pipe(v.number(), v.integer(), v.minValue(0)) });
export type Shortage = v.InferOutput<typeof Shortage>;

/** An order before it is placed; `orderId` is null until then. `current` is false if the snapshot has older prices. */
export const Draft = v.object({
  id: v.string(),
  source: v.string(),
  orderId: v.nullable(v.string()),
  current: v.boolean(),
  snapshot: Snapshot,
  form: v.optional(CheckoutForm),
  /** The coupons that the member may use, each with its discount on these lines. They are missing if the prices are older. */
  offers: v.optional(v.array(MemberCoupon)),
});
export type Draft = v.InferOutput<typeof Draft>;

/**
 * Places a draft. `revision` is the revision that the shopper saw. `token` and `reference` are those of the
 * payment provider: with Toss, the `paymentKey` and the `orderId` of a payment that the shopper has approved. Other fields, such as a total, are ignored.
 */
export const PlaceRequest = v.object({
  draft: Id,
  revision: v.string(),
  address: AddressInput,
  coupons: v.optional(Codes, []),
  method: Method,
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(maxTokenLength)),
  /** It begins with the id of the draft, so that a payment can pay no other order. */
  reference: v.optional(PaymentReference),
});
export type PlaceRequest = v.InferOutput<typeof PlaceRequest>;
/** The placed order. `again`: it existed before this request. `fromCart` is always empty; an older BFF needs it. */
export const Placed = v.object({
  id: v.string(),
  again: v.boolean(),
  fromCart: v.optional(v.array(ItemId), []),
});

/** Why a draft was not placed, as a problem's `reason`. */
export const PlaceRefusal = v.picklist([
  ...(['changed', 'missing', 'short', 'coupon-refused', 'key-reused', 'in-flight'] as const),
  ...(['no-such-place', 'no-provider', 'other-payment'] as const),
]);

const OrderHead = {
  id: v.string(),
  state: OrderState,
  /** Why it is undone; null if it is not. */
  reason: v.nullable(EndReason),
  /** Items that had too few pieces to reserve. */
  shortage: v.optional(v.array(Shortage)),
  /** Epoch milliseconds. */
  placedAt: v.number(),
  lines: v.array(SnapshotLine),
  totals: Totals,
  arrival: v.nullable(KoreanDay),
  /** Whether the order was placed in the program that the shop has replaced. It is history, and nothing more happens to it. */
  former: v.optional(v.boolean()),
};
/** An order as a list shows it. */
export const OrderSummary = v.object(OrderHead);
export type OrderSummary = v.InferOutput<typeof OrderSummary>;
/** A page of orders, the newest first; `pages` is the number of pages. */
export const OrderPage = v.object({ orders: v.array(OrderSummary), page: v.number(), pages: v.number() });

/** A whole order. `history` has the time of each state in epoch milliseconds. */
export const Order = v.object({
  ...OrderHead,
  coupons: v.array(UsedCoupon),
  address: Address,
  method: Method,
  /** Whether the member can still cancel it. */
  cancellable: v.boolean(),
  history: v.array(v.object({ state: OrderState, at: v.number() })),
});
export type Order = v.InferOutput<typeof Order>;

const Page = v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/), v.transform(Number));
/** Asks for a page of orders. A malformed page number becomes 1. */
export const PageQuery = v.object({ page: v.fallback(v.optional(Page, '1'), 1) });

/** Paths of the service, for members: requests need their token, and another member's order or draft is 404. */
export const paths = {
  /** POST a {@link DraftRequest}: gives the member's open {@link Draft} of this source with current prices. */
  drafts: '/drafts',
  /** POST a {@link FormRequest}, without a token: gives a {@link SealedForm} that is valid for an hour. */
  forms: '/forms',
  /** GET: the open {@link Draft} of a source as it was last computed. */
  openDraft: (source: string) => withQuery('/drafts', { source }),
  /** POST a {@link QuoteInput}: gives the {@link Draft} with current prices. */
  quotes: (draft: string) => toPath`/drafts/${draft}/quotes`,
  /**
   * POST a {@link PlaceRequest}: gives {@link Placed}. A draft becomes one order, however often it is posted. With an
   * `idempotency-key`, another body with the same key is 422, and the same body is 409 while the first request is under way. 409
   * `changed`: the shopper saw another revision. 409 `short`: items have too few pieces, named in `errors[].field`. 503 `no-provider`:
   * nobody can pay in this shop.
   */
  orders: '/orders',
  /** GET: an {@link OrderPage}, the newest first. A page beyond the last gives the last. */
  page: (page: number) => withQuery('/orders', { page }),
  /** GET: an {@link Order}. */
  order: (id: string) => toPath`/orders/${id}`,
  /** GET: server-sent events `state` with `state` and `reason`, then `end`, for at most 50 s. 429 `too-many-streams` if the member has three. */
  events: (id: string) => toPath`/orders/${id}/events`,
  /** POST: gives a {@link Draft} to order the same again; 409 `not-undone` if the order was not undone. */
  again: (id: string) => toPath`/orders/${id}/draft`,
  /** POST: starts to undo the order and gives the {@link Order}, also twice. 409 `too-late` after its delivery or failure. */
  cancellation: (id: string) => toPath`/orders/${id}/cancellation`,
};
