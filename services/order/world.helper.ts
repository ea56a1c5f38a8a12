import type { StockRequest } from '@jogakbo/inventory-service/contract';
import type { PaymentState } from '@jogakbo/payment-service/contract';
import type * as v from 'valibot';

type Lines = v.InferOutput<typeof StockRequest>['lines'];
/** A payment at the test provider. `authorizedAgain` counts the authorizations after the first. */
export type TestPayment = { amount: number; state: PaymentState; authorizedAgain: number };

/** The state of the other slices, and their faults. */
export type World = {
  stock: Map<string, number>;
  reserved: Map<string, { lines: Lines; confirmed: boolean }>;
  /** Coupon → the order that used it. */
  used: Map<string, string>;
  payments: Map<string, TestPayment>;
  /** The payment provider; null if nobody can pay. */
  provider: 'local' | 'toss' | null;
  shipments: Map<string, 'accepted' | 'delivered' | 'cancelled'>;
  prices: Map<string, { list: number; final: number }>;
  /** How many times the provider still does not answer. */
  silences: number;
  /** Order → the lines that it hides in the cart. */
  hidden: Map<string, Lines>;
  events: { id: string; type: string; data: unknown }[];
  /** Called before and after each request. If it is true, the answer is lost. */
  loses: (slice: string, when: 'before' | 'after') => boolean;
};
