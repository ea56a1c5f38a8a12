import { type OrderState, orderStates } from './contract.ts';

/** Where an order may go from each state; whatever is not here never happens. */
export const transitions: Record<OrderState, readonly OrderState[]> = {
  PENDING: ['RESERVED', 'CANCELLED'],
  RESERVED: ['AUTHORIZED', 'CANCELLED'],
  AUTHORIZED: ['CONFIRMED', 'CANCELLED'],
  // Money may have been taken without our having learnt of it: giving it back tells.
  CONFIRMED: ['CAPTURED', 'CANCELLED', 'REFUNDED'],
  // That it was delivered may be heard of first.
  CAPTURED: ['FULFILLING', 'DELIVERED', 'REFUNDED'],
  FULFILLING: ['DELIVERED', 'REFUNDED'],
  DELIVERED: [],
  CANCELLED: [],
  REFUNDED: [],
};

export function canMove(from: OrderState, to: OrderState): boolean {
  return transitions[from].includes(to);
}

/** Whether nothing more becomes of it. */
export function isFinal(state: OrderState): boolean {
  return transitions[state].length === 0;
}

/** Whether an order that was not undone has come as far as `stage`. */
export function hasReached(state: OrderState, stage: OrderState): boolean {
  return !wasUndone(state) && orderStates.indexOf(state) >= orderStates.indexOf(stage);
}

export function wasUndone(state: OrderState): boolean {
  return state === 'CANCELLED' || state === 'REFUNDED';
}
