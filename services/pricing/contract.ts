import { IdBatch, ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** The price of an amount of the goods: `{ per: 10, measure: 'g', price: 120 }` is shown as "10g당 120원". */
export const UnitPrice = v.object({
  per: v.number(),
  measure: v.picklist(['g', 'ml', '개', '매']),
  price: Won,
});

/** A discount on the final price: `value` percent of it, or `value` won. */
export const Coupon = v.object({ kind: v.picklist(['percent', 'won']), value: v.number() });

/** An item's price. The shop states `discountPercent` itself; it is not computed from `list` and `final`. */
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
/** What operators may change of an item's price. */
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

/** The prices of at most 200 items to store, for operators: each product with all of its items, in the order of its options. */
export const PriceImport = v.object({ prices: v.pipe(v.array(Price), v.minLength(1), v.maxLength(200)) });

/** A price as it moves between the shop and the program that it replaces, which knows no unit prices and no coupons. */
export const MovedPrice = v.object({
  productId: ProductId,
  /** The place of the item among the options of its product. */
  position: v.pipe(v.number(), v.integer(), v.minValue(0)),
  list: Won,
  final: Won,
  discountPercent: Percent,
});
export type MovedPrice = v.InferOutput<typeof MovedPrice>;

/** Prices in any order. Unknown ids are left out. */
export const PriceBatch = v.object({ prices: v.array(Price) });
/** A page of the prices of all products, each of its first item. `next` is the `after` of the next page, null at the end. */
export const PricePage = v.object({ prices: v.array(Price), next: v.nullable(v.string()) });

/** Asks by item, or by product. A product gives the price of its first item. */
export const BatchQuery = v.union([v.object({ items: IdBatch }), v.object({ products: IdBatch })]);
/** Asks for a page of prices; `after` is the last product id of the page before. */
export const PageQuery = v.object({ after: v.optional(v.string(), '') });

const Quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999));
const Lines = v.pipe(
  v.array(v.object({ itemId: ItemId, quantity: Quantity })),
  v.minLength(1),
  v.maxLength(100),
);
const Codes = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(5));

/** What a coupon gives a discount on: one line, the whole order, or the delivery fee. */
export const couponClasses = ['product', 'order', 'shipping'] as const;
/** One of {@link couponClasses}. */
export const CouponClass = v.picklist(couponClasses);
export type CouponClass = v.InferOutput<typeof CouponClass>;

/** Why a coupon does not count, as a word for programs. */
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

/**
 * Asks for the cost of lines with coupons. The token names the member; a guest has no coupons. With `offers`, the answer also has the
 * coupons that the member may use.
 */
export const QuoteRequest = v.object({
  lines: Lines,
  coupons: v.optional(Codes, []),
  offers: v.optional(v.boolean(), false),
});
export type QuoteRequest = v.InferOutput<typeof QuoteRequest>;
/** A coupon that a member may use. */
export const MemberCoupon = v.object({
  code: v.string(),
  name: v.string(),
  class: CouponClass,
  /** The smallest payable amount for which the coupon counts, in won. */
  from: Won,
  /** Epoch milliseconds. */
  expiresAt: v.number(),
  /** The discount of this coupon alone on the lines of the request, in won. `refusal` is the reason if it is 0. */
  off: v.optional(Won),
  refusal: v.optional(v.nullable(CouponRefusal)),
});
export type MemberCoupon = v.InferOutput<typeof MemberCoupon>;
/**
 * The cost of lines with coupons. `payable` is the sum of `final` × quantity minus all discounts, in won and without the delivery
 * fee; `delivery` is the most that coupons take off that fee, in won. `missing` names items without a price, which cost nothing here.
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
  /** Each coupon that the member may use, with its discount on these lines. */
  offers: v.optional(v.array(MemberCoupon)),
});
export type Quote = v.InferOutput<typeof Quote>;

/** The coupons of a member, the first to expire first. */
export const MemberCouponList = v.object({ coupons: v.array(MemberCoupon) });

const QuantityOfItem = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,15}:[1-9]\d{0,4}$/),
  v.transform((text) => text.split(':')),
  v.transform(([itemId = '', quantity]) => ({ itemId, quantity: Number(quantity) })),
);
/** The lines to compute the discount of each coupon for, such as `lines=183485417:2,7:1`. */
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

/** The coupons that an order uses. `order-service` asks with a token of its own that names the member. */
export const Redemption = v.object({ orderId: v.string(), coupons: Codes });

/** The terms of a coupon to store, for operators. Amounts are in won, times in epoch milliseconds. `CouponTerms` says what they mean. */
export const CouponInput = v.object({
  code: v.pipe(v.string(), v.regex(/^[A-Z\d][A-Z\d-]{0,39}$/, 'must be in upper case')),
  name: v.object({ ko: v.pipe(v.string(), v.maxLength(100)), en: v.pipe(v.string(), v.maxLength(100)) }),
  class: CouponClass,
  kind: v.picklist(['percent', 'won']),
  value: v.pipe(Won, v.minValue(1)),
  cap: v.nullable(Won),
  least: Won,
  startsAt: v.number(),
  endsAt: v.number(),
  products: v.nullable(v.array(ProductId)),
  exclusive: v.boolean(),
  once: v.boolean(),
  total: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
/** At most 100 coupons to store. */
export const CouponImport = v.object({
  coupons: v.pipe(v.array(CouponInput), v.minLength(1), v.maxLength(100)),
});

/** Paths of the service. */
export const paths = {
  /** PUT a {@link PriceInput}, for operators: gives the changed {@link Price}. */
  price: (itemId: string) => toPath`/prices/${itemId}`,
  /** PUT a {@link PriceImport}, for operators: gives an {@link ImportReport}. It publishes no events. */
  imports: '/prices',
  /** PUT a {@link CouponImport}, for operators: gives an {@link ImportReport}. A known coupon keeps how often it was used. */
  couponImports: '/coupons',
  /** POST a {@link QuoteRequest}: gives a {@link Quote}. */
  quotes: '/quotes',
  /** GET: the {@link MemberCouponList} of the member of the token. */
  coupons: '/coupons',
  /** GET: the same, each coupon with its discount on these lines. */
  couponsFor: (lines: { itemId: string; quantity: number }[]) =>
    `/coupons?lines=${lines.map(({ itemId, quantity }) => `${itemId}:${quantity}`).join(',')}`,
  /**
   * POST a {@link Redemption}: the order uses all of its coupons, or none and 409 with a {@link CouponRefusal}. It may be repeated;
   * the same order with other coupons is 422. An order that has given its coupons back can use none any more: 409 `used`.
   */
  redemptions: '/redemptions',
  /** DELETE: gives the coupons of an order back. An order without coupons is no error. */
  redemption: (orderId: string) => toPath`/redemptions/${orderId}`,
  /** GET: a {@link PriceBatch}. `cache-control: no-cache` bypasses the cache; use it when you act on `price.changed`. */
  ofItems: (ids: string[]) => withQuery('/prices', { items: ids.join(',') }),
  /** GET: a {@link PriceBatch} of the first items of products. */
  ofProducts: (ids: string[]) => withQuery('/prices', { products: ids.join(',') }),
  /** GET: a {@link PricePage}; `after` is empty for the first page. */
  page: (after: string) => withQuery('/catalogue', { after }),
};
