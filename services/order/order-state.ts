import { type OrderState, orderStates } from './contract.ts';

/**
 * The states that may follow each state. No other change is possible. `CONFIRMED` means that the stock is confirmed; the event
 * `order.confirmed` goes out later, with `CAPTURED`.
 */
export const transitions: Record<OrderState, readonly OrderState[]> = {
  PENDING: ['RESERVED', 'CANCELLED'],
  // If the answer of a payment was lost, only the refund shows that money was taken. Some providers take it when they authorize.
  RESERVED: ['AUTHORIZED', 'CANCELLED', 'REFUNDED'],
  AUTHORIZED: ['CONFIRMED', 'CANCELLED', 'REFUNDED'],
  CONFIRMED: ['CAPTURED', 'CANCELLED', 'REFUNDED'],
  // The event of the delivery may come before the answer of the hand-over.
  CAPTURED: ['FULFILLING', 'DELIVERED', 'REFUNDED'],
  FULFILLING: ['DELIVERED', 'REFUNDED'],
  DELIVERED: [],
  CANCELLED: [],
  REFUNDED: [],
};

/** The states in which nothing more happens to an order. */
export const finalStates = orderStates.filter(isFinal);

/** States as a list for SQL. The queries need constants, so that SQLite can use the indexes of a part of the orders. */
export function toSqlList(states: readonly OrderState[]): string {
  return states.map((state) => `'${state}'`).join(', ');
}

/** Whether an order may change from one state to another. */
export function canMove(from: OrderState, to: OrderState): boolean {
  return transitions[from].includes(to);
}

/** Whether a state is the last. */
export function isFinal(state: OrderState): boolean {
  return transitions[state].length === 0;
}

/** Whether an order has reached a state and was not undone. */
export function hasReached(state: OrderState, stage: OrderState): boolean {
  return !wasUndone(state) && orderStates.indexOf(state) >= orderStates.indexOf(stage);
}

/** Whether a state means that the order was undone. */
export function wasUndone(state: OrderState): boolean {
  return state === 'CANCELLED' || state === 'REFUNDED';
}
