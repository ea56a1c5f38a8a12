/** What a reader has to know about the data of a slice, beside its name. */
export type SliceTable = {
  /** The rows in plain words. */
  rows: string;
  /** What only one of the two programs has, and so does not move. */
  stays: string;
  /** The most rows of one request to the shop. A stock wakes an object for each row, and a request may call 32 workers. */
  batch: number;
};

/** The slices whose data moves from the monolith to the shop, in the order in which they move. */
export const slices: Record<string, SliceTable> = {
  product: {
    rows: 'products with their options',
    stays: 'the categories, and badges after the first one',
    batch: 50,
  },
  pricing: { rows: 'prices of items', stays: 'unit prices and coupons, which only the shop has', batch: 100 },
  inventory: {
    rows: 'pieces of items',
    stays: 'reservations and the ledger, which only the shop has',
    batch: 20,
  },
  review: { rows: 'reviews', stays: 'the time of a change, which only the shop has', batch: 100 },
};
