import { IdBatch, ItemId, ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** Below this many pieces an item is nearly sold out. */
export const lowStock = 5;

export const StockLevel = v.picklist(['in', 'low', 'out']);
export type StockLevel = v.InferOutput<typeof StockLevel>;

/** How many pieces of an item can be ordered now: what is on hand less what is reserved. */
export const Stock = v.object({
  itemId: ItemId,
  productId: ProductId,
  available: v.pipe(v.number(), v.integer(), v.minValue(0)),
  level: StockLevel,
});
export type Stock = v.InferOutput<typeof Stock>;

/** In no particular order; what is unknown is left out. Reading may lag behind reserving by a moment. */
export const StockBatch = v.object({ stocks: v.array(Stock) });
/** By item, or by product: then all items of each. */
export const BatchQuery = v.union([v.object({ items: IdBatch }), v.object({ products: IdBatch })]);

const Lines = v.pipe(
  v.array(v.object({ itemId: ItemId, quantity: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
  v.minLength(1),
  v.maxLength(100),
);

/** What an order wants of each item. Each call may be repeated with the same order id and lines, and changes nothing more. */
export const StockRequest = v.object({ orderId: v.string(), lines: Lines });
export type StockRequest = v.InferOutput<typeof StockRequest>;

/** All lines are reserved until then, epoch milliseconds. */
export const Reservation = v.object({ orderId: v.string(), expiresAt: v.number() });

/**
 * Only for services that work by themselves; all take a {@link StockRequest}.
 * `reserve`: all lines or none, for ten minutes; 409 `sold-out` where there is too little, `errors[].field` naming the items.
 * Reserving again while it holds gives the same; once it has expired, it is tried anew.
 * `confirm`: the pieces leave the stock for good; 409 `expired` where the reservation has ended (reserve again, or give up).
 * `release`: gives reserved or confirmed pieces back; nothing to give back is no error.
 */
export const paths = {
  ofItems: (ids: string[]) => withQuery('/stocks', { items: ids.join(',') }),
  ofProducts: (ids: string[]) => withQuery('/stocks', { products: ids.join(',') }),
  reserve: '/reservations',
  confirm: '/confirmations',
  release: '/releases',
};
export const Done = v.object({ orderId: v.string() });

/** Why a line was refused: a problem's `reason`. `other-quantity`: this order has already reserved another quantity of the item. */
export const Refusal = v.picklist(['sold-out', 'expired', 'other-quantity']);
export type Refusal = v.InferOutput<typeof Refusal>;

/** What happened to an item's pieces. `confirmed` ones have left with an order, `returned` ones came back from one. */
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

/** By how much a movement changed each number; `reference` is the order, or the key of a restocking. */
export const Movement = v.object({
  kind: MovementKind,
  reference: v.string(),
  time: v.number(),
  onHand: v.number(),
  reserved: v.number(),
});
export type Movement = v.InferOutput<typeof Movement>;

/** An item's account as it is this moment, with its latest movements, newest first. All movements together sum to the numbers. */
export const Account = v.object({
  itemId: ItemId,
  onHand: v.number(),
  reserved: v.number(),
  available: v.number(),
  movements: v.array(Movement),
});
export type Account = v.InferOutput<typeof Account>;

/** New pieces; with the same key they come once. */
export const Restocking = v.object({
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
});
export type Restocking = v.InferOutput<typeof Restocking>;

/** For operators. Both answer an {@link Account}, 404 for an item that there never was. */
export const operatorPaths = {
  account: (itemId: string) => `/items/${itemId}`,
  restock: (itemId: string) => `/items/${itemId}/restock`,
};
