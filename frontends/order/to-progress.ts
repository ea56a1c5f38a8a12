import type { OrderState } from '@jogakbo/order-bff/contract';

/** What a shopper is shown of an order's way, in its order. */
export const progress = ['placed', 'paid', 'shipping', 'delivered'] as const;
export type Progress = (typeof progress)[number];

/** How far an order has come; undefined where it was undone. */
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
