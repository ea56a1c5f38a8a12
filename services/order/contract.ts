import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { Postcode } from '@jogakbo/contracts/typed-text';
import { AddressInput } from '@jogakbo/member-service/contract';
import { Method } from '@jogakbo/payment-service/contract';
import { CouponClass, CouponRefusal } from '@jogakbo/pricing-service/contract';
import { Address, DeliveryService, KoreanDay, Region } from '@jogakbo/transport-service/contract';
import * as v from 'valibot';

/** The most of one item that one order holds, and how many orders a page of them has. */
export const maxQuantity = 999;
export const pageSize = 10;

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
export const OrderState = v.picklist(orderStates);
export type OrderState = v.InferOutput<typeof OrderState>;

/** Why an order was undone. `customer` is whoever placed it. */
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
export const LineRequest = v.object({ productId: ProductId, itemId: ItemId, quantity: Quantity });
export type LineRequest = v.InferOutput<typeof LineRequest>;

/** What is to be ordered: the member's cart, or one item at once. A member has at most one open draft of each. */
export const Source = v.pipe(v.string(), v.regex(/^(cart|item:[1-9]\d{0,15})$/));
export const Codes = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(5));

const Typed = (most: number) => v.optional(v.pipe(v.string(), v.maxLength(most)), '');
/**
 * What was filled into the checkout form, right or wrong. `address` is the id of one of the member's own or `new`; `postcode` is
 * that of the address, wherever it comes from. `save` says whether a new address is to be kept.
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

/** With `resume`, the address and coupons of the form that the draft keeps count, and those that are sent only where it keeps none. */
const resume = v.optional(v.boolean(), false);
export const DraftRequest = v.object({
  source: Source,
  lines: v.pipe(v.array(LineRequest), v.minLength(1), v.maxLength(100)),
  postcode: v.optional(Postcode),
  resume,
});
/** `form` is kept with the draft from now on. `typed` is a sealed form that a guest brought back from the log-in page. */
export const QuoteInput = v.object({
  postcode: v.optional(Postcode),
  coupons: v.optional(Codes, []),
  form: v.optional(CheckoutForm),
  resume,
  typed: v.optional(v.pipe(v.string(), v.maxLength(8_000))),
});
/** A form that was posted when the session had ended: sealed, it goes along through the log-in page. */
export const FormRequest = v.object({ draft: Id, form: CheckoutForm });
export const SealedForm = v.object({ typed: v.string() });

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
 * `goods` at list prices, less `discount` of every kind, and `delivery` as the policy of that version has it. `fee` is what delivery
 * costs before coupons; orders of earlier do not know it.
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

export const UsedCoupon = v.object({ code: v.string(), name: v.string(), class: CouponClass, amount: Won });
export type UsedCoupon = v.InferOutput<typeof UsedCoupon>;

/** What an order would come to. `revision` is the same for the same lines, prices and total, and no other. */
export const Snapshot = v.object({
  lines: v.array(SnapshotLine),
  /** Items that cannot be had now; nothing is placed with them. */
  missing: v.array(ItemId),
  coupons: v.array(UsedCoupon),
  /** `detail` says it more exactly: `free-delivery` where a coupon on delivery meets none to pay. */
  refused: v.array(v.object({ code: v.string(), reason: CouponRefusal, detail: v.optional(v.string()) })),
  region: Region,
  totals: Totals,
  revision: v.string(),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;

/** An item of which there is less than was wanted, and how many are left. */
export const Shortage = v.object({ itemId: ItemId, left: v.pipe(v.number(), v.integer(), v.minValue(0)) });
export type Shortage = v.InferOutput<typeof Shortage>;

/** `orderId` once it is placed. `form` is what was filled in, where that was asked for. `current` is false where prices could not be had, so that they are those of earlier. */
export const Draft = v.object({
  id: v.string(),
  source: v.string(),
  orderId: v.nullable(v.string()),
  current: v.boolean(),
  snapshot: Snapshot,
  form: v.optional(CheckoutForm),
});
export type Draft = v.InferOutput<typeof Draft>;

/** `revision` is that of what the shopper saw. Whatever else is sent, such as a total, counts for nothing. */
export const PlaceRequest = v.object({
  draft: Id,
  revision: v.string(),
  address: AddressInput,
  coupons: v.optional(Codes, []),
  method: Method,
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
});
export type PlaceRequest = v.InferOutput<typeof PlaceRequest>;
/** `again` where the order was there already. `fromCart` is always empty now: an older BFF needs it and removes these items itself. */
export const Placed = v.object({
  id: v.string(),
  again: v.boolean(),
  fromCart: v.optional(v.array(ItemId), []),
});

/** Why nothing was placed: a problem's `reason`. */
export const PlaceRefusal = v.picklist([
  'changed',
  'missing',
  'short',
  'coupon-refused',
  'key-reused',
  'in-flight',
  'no-such-place',
]);

const OrderHead = {
  id: v.string(),
  state: OrderState,
  /** Why it is being undone, or was. */
  reason: v.nullable(EndReason),
  /** Where it could not be reserved: of which items there was too little. */
  shortage: v.optional(v.array(Shortage)),
  placedAt: v.number(),
  lines: v.array(SnapshotLine),
  totals: Totals,
  arrival: v.nullable(KoreanDay),
};
export const OrderSummary = v.object(OrderHead);
export type OrderSummary = v.InferOutput<typeof OrderSummary>;
export const OrderPage = v.object({ orders: v.array(OrderSummary), page: v.number(), pages: v.number() });

export const Order = v.object({
  ...OrderHead,
  coupons: v.array(UsedCoupon),
  address: Address,
  method: Method,
  /** Whether it may still be cancelled. */
  cancellable: v.boolean(),
  history: v.array(v.object({ state: OrderState, at: v.number() })),
});
export type Order = v.InferOutput<typeof Order>;

const Page = v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/), v.transform(Number));
export const PageQuery = v.object({ page: v.fallback(v.optional(Page, '1'), 1) });

/** All for members: requests carry their token, and what is someone else's is 404. */
export const paths = {
  /** POST a {@link DraftRequest}: the member's open {@link Draft} of this source, as it is now. */
  drafts: '/drafts',
  /** POST a {@link FormRequest}, without a token: a {@link SealedForm} for the same draft, good for an hour. */
  forms: '/forms',
  /** GET: the open draft of a source, as it was last drawn up. */
  openDraft: (source: string) => withQuery('/drafts', { source }),
  /** POST a {@link QuoteInput}: the draft as it comes to now with these. */
  quotes: (draft: string) => toPath`/drafts/${draft}/quotes`,
  /**
   * POST a {@link PlaceRequest}: {@link Placed}. A draft becomes one order, however often it is posted. With an `idempotency-key`
   * another body under the same key is 422 and the same while it is under way 409. 409 with reason `changed` where it comes to
   * something else than what was seen, `short` where there is less left than wanted: `errors[].field` are the items.
   */
  orders: '/orders',
  /** GET: an {@link OrderPage}, newest first. */
  page: (page: number) => withQuery('/orders', { page }),
  order: (id: string) => toPath`/orders/${id}`,
  /**
   * GET: the order's states as server-sent events named `state`, each with `state` and `reason`; `end` follows the last. A stream
   * lasts 50 s at most. 429 `too-many-streams` beyond three of one member.
   */
  events: (id: string) => toPath`/orders/${id}/events`,
  /** POST: the {@link Draft} by which the same is ordered once more; 409 `not-undone` where the order holds. */
  again: (id: string) => toPath`/orders/${id}/draft`,
  /** POST: begins to undo it, {@link Order}, also where the member began to before; 409 `too-late` where it was delivered or has ended. */
  cancellation: (id: string) => toPath`/orders/${id}/cancellation`,
};
