import { IdBatch, ItemId, ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** An item with fewer pieces than this is nearly sold out. */
export const lowStock = 5;

/** How much there is: enough, fewer than {@link lowStock} pieces, or none. */
export const StockLevel = v.picklist(['in', 'low', 'out']);
export type StockLevel = v.InferOutput<typeof StockLevel>;

/** The pieces of an item that can be ordered now: those on hand minus those reserved. */
export const Stock = v.object({
  itemId: ItemId,
  productId: ProductId,
  available: v.pipe(v.number(), v.integer(), v.minValue(0)),
  level: StockLevel,
});
export type Stock = v.InferOutput<typeof Stock>;

/** Stocks in any order. Unknown ids are left out. The numbers may be a moment behind the reservations. */
export const StockBatch = v.object({ stocks: v.array(Stock) });
/** Asks by item, or by product. A product gives all of its items. */
export const BatchQuery = v.union([v.object({ items: IdBatch }), v.object({ products: IdBatch })]);

const Lines = v.pipe(
  v.array(v.object({ itemId: ItemId, quantity: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
  v.minLength(1),
  v.maxLength(100),
);

/** The pieces that an order needs. The same call with the same order id and lines may be repeated, and changes nothing more. */
export const StockRequest = v.object({ orderId: v.string(), lines: Lines });
export type StockRequest = v.InferOutput<typeof StockRequest>;

/** All lines of an order are reserved until `expiresAt`, epoch milliseconds. */
export const Reservation = v.object({ orderId: v.string(), expiresAt: v.number() });

/** The first stock of at most 200 items, for operators. */
export const StockImport = v.object({
  stocks: v.pipe(
    v.array(
      v.object({
        itemId: ItemId,
        productId: ProductId,
        available: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
      }),
    ),
    v.minLength(1),
    v.maxLength(200),
  ),
});

/** The pieces of an item as they move between the shop and the program that it replaces. A deleted item has 0 pieces. */
export const MovedStock = v.object({
  productId: ProductId,
  available: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
});
export type MovedStock = v.InferOutput<typeof MovedStock>;

/**
 * Paths of the service. Only `order-service`, with a token of its own, may reserve, confirm and release. These three take a
 * {@link StockRequest}.
 */
export const paths = {
  /** GET: a {@link StockBatch} of at most 100 items. */
  ofItems: (ids: string[]) => withQuery('/stocks', { items: ids.join(',') }),
  /**
   * PUT a {@link StockImport}, for operators: gives an {@link ImportReport}. An item that has a stock keeps it; use
   * {@link operatorPaths} to change it.
   */
  imports: '/stocks',
  /** GET: a {@link StockBatch} of all items of at most 100 products. */
  ofProducts: (ids: string[]) => withQuery('/stocks', { products: ids.join(',') }),
  /**
   * POST: reserves all lines or none for ten minutes, and gives a {@link Reservation}. 409 `sold-out` if an item has too few
   * pieces; `errors[].field` names the items. The same call again gives the same reservation, or makes a new one after it expired.
   */
  reserve: '/reservations',
  /** POST: takes the pieces out of the stock for good. 409 `expired` if the reservation has ended. */
  confirm: '/confirmations',
  /** POST: gives reserved or confirmed pieces back. An order without pieces is no error. */
  release: '/releases',
};
/** The answer to `confirm` and `release`. */
export const Done = v.object({ orderId: v.string() });

/** Why a line is refused, as a problem's `reason`. `other-quantity`: the order has reserved another quantity of this item. */
export const Refusal = v.picklist(['sold-out', 'expired', 'other-quantity']);
export type Refusal = v.InferOutput<typeof Refusal>;

/**
 * What happened to pieces of an item. `confirmed` pieces left the stock with an order, `returned` pieces came back from one. A count of the pieces is
 * `restocked` too, with the reference `count/<revision>`; it may take pieces away.
 */
export const MovementKind = v.picklist([
  'opening',
  'reserved',
  'confirmed',
  'released',
  'expired',
  'returned',
  'restocked',
]);
export type MovementKind = v.InferOutput<typeof MovementKind>;

/**
 * How much a movement changed the pieces on hand and the reserved pieces. `reference` is the order, or the key of a restocking;
 * `time` is epoch milliseconds.
 */
export const Movement = v.object({
  kind: MovementKind,
  reference: v.string(),
  time: v.number(),
  onHand: v.number(),
  reserved: v.number(),
});
export type Movement = v.InferOutput<typeof Movement>;

/** The current numbers of an item, with its latest movements, the newest first. The numbers are the sum of all movements. */
export const Account = v.object({
  itemId: ItemId,
  onHand: v.number(),
  reserved: v.number(),
  available: v.number(),
  movements: v.array(Movement),
});
export type Account = v.InferOutput<typeof Account>;

/** New pieces of an item. The same key adds them once. */
export const Restocking = v.object({
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
});
export type Restocking = v.InferOutput<typeof Restocking>;

/** Paths for operators. Both give an {@link Account}, or 404 for an unknown item. */
export const operatorPaths = {
  /** GET. */
  account: (itemId: string) => `/items/${itemId}`,
  /** POST a {@link Restocking}. */
  restock: (itemId: string) => `/items/${itemId}/restock`,
};
