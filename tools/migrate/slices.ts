/** What a reader has to know about the data of a slice, beside its name. */
export type SliceTable = {
  /** The rows in plain words. */
  rows: string;
  /** What only one of the two programs has, and so does not move. */
  stays: string;
  /** The most rows of one request to the shop. A stock wakes an object for each row, and a request may call 32 workers. */
  batch: number;
  /** Fields that no report shows in full. */
  personal?: string[];
  /** Whether the shop may also have rows of its own. They are no difference, and no step deletes them. */
  own?: boolean;
  /** A field whose value only one row may have, and its name in a report. */
  unique?: { field: string; name: string };
};

/** The slices whose data moves from the monolith to the shop, in the order in which they move. */
export const slices: Record<string, SliceTable> = {
  member: {
    rows: 'members with their e-mails, names and hashes of passwords',
    stays: 'sessions and carts, and addresses, languages and confirmations, which only the shop has',
    batch: 50,
    personal: ['email', 'name', 'password'],
    own: true,
    unique: { field: 'email', name: 'e-mail' },
  },
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
  order: {
    rows: 'orders with their lines, amounts and addresses',
    stays: 'payments, deliveries, coupons and states, and orders that the shop has undone',
    batch: 20,
    personal: ['recipient', 'phone', 'postcode', 'street', 'receipt'],
    own: true,
  },
  review: { rows: 'reviews', stays: 'the time of a change, which only the shop has', batch: 100 },
};
