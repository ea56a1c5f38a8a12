import { IdBatch, ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** What so much of it costs: `{ per: 10, measure: 'g', price: 120 }` is read "10g당 120원". */
export const UnitPrice = v.object({
  per: v.number(),
  measure: v.picklist(['g', 'ml', '개', '매']),
  price: Won,
});

/** Off the final price: `percent` of it, or an amount in won. */
export const Coupon = v.object({ kind: v.picklist(['percent', 'won']), value: v.number() });

/** An item's price. `discountPercent` is what the shop states, not what `list` and `final` work out to. */
export const Price = v.object({
  itemId: ItemId,
  productId: ProductId,
  list: Won,
  final: Won,
  discountPercent: v.number(),
  unit: v.nullable(UnitPrice),
  coupon: v.nullable(Coupon),
});
export type Price = v.InferOutput<typeof Price>;

const Percent = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));
/** What operators may say of an item's price. */
export const PriceInput = v.pipe(
  v.object({
    list: Won,
    final: Won,
    discountPercent: Percent,
    unit: v.optional(v.nullable(UnitPrice), null),
    coupon: v.optional(v.nullable(Coupon), null),
  }),
  v.forward(
    v.check(({ list, final }) => final <= list, 'must not be higher than the list price'),
    ['final'],
  ),
);
export type PriceInput = v.InferOutput<typeof PriceInput>;

/** In no particular order; what is unknown is left out. */
export const PriceBatch = v.object({ prices: v.array(Price) });
/** A page of all products' prices, that of the first item each; `next` is where the following page starts. */
export const PricePage = v.object({ prices: v.array(Price), next: v.nullable(v.string()) });

/** By item, or by product: then the price of each product's first item. */
export const BatchQuery = v.union([v.object({ items: IdBatch }), v.object({ products: IdBatch })]);
export const PageQuery = v.object({ after: v.optional(v.string(), '') });

const Quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999));
const Lines = v.pipe(
  v.array(v.object({ itemId: ItemId, quantity: Quantity })),
  v.minLength(1),
  v.maxLength(100),
);
const Codes = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(5));

/** What a coupon takes off: of one line, of the whole order, or of what delivery costs. */
export const couponClasses = ['product', 'order', 'shipping'] as const;
export const CouponClass = v.picklist(couponClasses);
export type CouponClass = v.InferOutput<typeof CouponClass>;

/** Why a coupon does not count: a word for programs. */
export const CouponRefusal = v.picklist([
  'unknown',
  'not-yet',
  'expired',
  'used',
  'too-little',
  'not-for-these',
  'not-combinable',
]);
export type CouponRefusal = v.InferOutput<typeof CouponRefusal>;

/** What lines cost now, with coupons. For a member by the request's token; a guest has no coupons. */
export const QuoteRequest = v.object({ lines: Lines, coupons: v.optional(Codes, []) });
export type QuoteRequest = v.InferOutput<typeof QuoteRequest>;
/**
 * `payable` is the sum of `final` × quantity less all discounts, before delivery; `delivery` is what coupons take off the
 * delivery fee at most. Items without a price are named in `missing`, and count for nothing.
 */
export const Quote = v.object({
  lines: v.array(
    v.object({
      itemId: ItemId,
      productId: ProductId,
      quantity: v.number(),
      list: Won,
      final: Won,
      discount: Won,
    }),
  ),
  missing: v.array(ItemId),
  coupons: v.array(v.object({ code: v.string(), name: v.string(), class: CouponClass, amount: Won })),
  refused: v.array(v.object({ code: v.string(), reason: CouponRefusal })),
  payable: Won,
  delivery: Won,
});
export type Quote = v.InferOutput<typeof Quote>;

/** A coupon that a member may use. */
export const MemberCoupon = v.object({
  code: v.string(),
  name: v.string(),
  class: CouponClass,
  /** The least that must be payable for it. */
  from: Won,
  /** Epoch milliseconds. */
  expiresAt: v.number(),
  /** What it takes off the lines that were asked about, by itself; and where that is nothing, why. */
  off: v.optional(Won),
  refusal: v.optional(v.nullable(CouponRefusal)),
});
export type MemberCoupon = v.InferOutput<typeof MemberCoupon>;
export const MemberCouponList = v.object({ coupons: v.array(MemberCoupon) });

const QuantityOfItem = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,15}:[1-9]\d{0,4}$/),
  v.transform((text) => text.split(':')),
  v.transform(([itemId = '', quantity]) => ({ itemId, quantity: Number(quantity) })),
);
/** The lines that coupons are asked about, such as `lines=183485417:2,7:1`. */
export const CouponsQuery = v.object({
  lines: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',')),
      v.array(QuantityOfItem),
      v.maxLength(100),
    ),
  ),
});

/** Only for services that work by themselves, with the member as the token's subject. */
export const Redemption = v.object({ orderId: v.string(), coupons: Codes });

export const paths = {
  /** PUT a {@link PriceInput}, for operators: gives the {@link Price} as it is then. */
  price: (itemId: string) => toPath`/prices/${itemId}`,
  /** POST a {@link QuoteRequest}. */
  quotes: '/quotes',
  /** GET: the coupons of the member whom the token names. */
  coupons: '/coupons',
  /** GET: the same, each with what it takes off these lines. */
  couponsFor: (lines: { itemId: string; quantity: number }[]) =>
    `/coupons?lines=${lines.map(({ itemId, quantity }) => `${itemId}:${quantity}`).join(',')}`,
  /**
   * POST a {@link Redemption}: the coupons are used by this order, all or none; 409 with a {@link CouponRefusal}. Repeatable; the
   * same order with other coupons is 422. Once an order has given its coupons back it uses none any more: 409 `used`.
   */
  redemptions: '/redemptions',
  /** DELETE: they may be used again. Nothing to give back is no error. */
  redemption: (orderId: string) => toPath`/redemptions/${orderId}`,
  /** With `cache-control: no-cache` straight from the store, for who must not read what was true a moment ago. */
  ofItems: (ids: string[]) => withQuery('/prices', { items: ids.join(',') }),
  ofProducts: (ids: string[]) => withQuery('/prices', { products: ids.join(',') }),
  page: (after: string) => withQuery('/catalogue', { after }),
};
