import { toBatches } from './to-batches.ts';
import type { Shipment } from './to-catalogue.ts';

type Options = {
  /** Sends one batch. It throws or ends the process if the shop refuses it. */
  send(path: string, body: object): Promise<void>;
  /** How many batches an earlier run has sent. */
  done: number;
  /** Receives how many batches have been sent, after each one. */
  onSent(sent: number, all: number): void;
};

/** How many requests are under way at once. The order between kinds stays. */
const parallel = 4;

/**
 * Sends a catalogue to a shop in batches: categories, products, prices, stocks, reviews, coupons, spellings. Each batch may be sent again, so an import that
 * was interrupted goes on after the last batch that it noted.
 */
export async function sendCatalogue(shipment: Shipment, { send, done, onSent }: Options): Promise<void> {
  const prices = shipment.prices.toSorted((a, b) => compare(a.productId, b.productId));
  const steps = [
    ...toBatches(shipment.categories, 100).map((categories) => ({
      path: 'categories',
      body: { categories },
    })),
    ...toBatches(shipment.products, 100).map((products) => ({ path: 'products', body: { products } })),
    ...toBatches(prices, 200, ({ productId }) => productId).map((rows) => ({
      path: 'prices',
      body: { prices: rows },
    })),
    ...toBatches(shipment.stocks, 200).map((stocks) => ({ path: 'stocks', body: { stocks } })),
    ...toBatches(shipment.reviews, 100).map((reviews) => ({ path: 'reviews', body: { reviews } })),
    ...toBatches(shipment.coupons ?? [], 100).map((coupons) => ({ path: 'coupons', body: { coupons } })),
    ...toBatches(shipment.spellings ?? [], 500).map((spellings) => ({
      path: 'spellings',
      body: { spellings },
    })),
  ];
  for (let start = done; start < steps.length; ) {
    const path = steps[start]?.path;
    // Children of a category need their parent, so categories go one batch after another.
    const width = path === 'categories' ? 1 : parallel;
    const next = steps.slice(start, start + width).filter((step) => step.path === path);
    await Promise.all(next.map((step) => send(step.path, step.body)));
    start += next.length;
    onSent(start, steps.length);
  }
}

/** Sorts stably by product, so that the items of a product keep their order. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
