import type { OrderState } from '@jogakbo/order-bff/contract';

/** The steps of an order that a shopper sees. */
export const progress = ['placed', 'paid', 'shipping', 'delivered'] as const;
export type Progress = (typeof progress)[number];

/** The step that an order has reached, or undefined if it was undone. */
export function toProgress(state: OrderState): Progress | undefined {
  switch (state) {
    case 'CAPTURED':
      return 'paid';
    case 'FULFILLING':
      return 'shipping';
    case 'DELIVERED':
      return 'delivered';
    case 'CANCELLED':
    case 'REFUNDED':
      return undefined;
    default:
      return 'placed';
  }
}

/** Whether an order was cancelled or refunded. */
export function isUndone(state: OrderState): boolean {
  return toProgress(state) === undefined;
}
