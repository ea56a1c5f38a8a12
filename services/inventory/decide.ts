import type { MovementKind, Refusal } from './contract.ts';

/** Milliseconds from a reservation to its end. */
export const reservationLifetimeMs = 10 * 60 * 1_000;

/** The pieces of an item on hand, and how many of them are reserved. */
export type Tally = { onHand: number; reserved: number };

/** Pieces of an item that an order has reserved or, after its confirmation, received. It is removed when it ends. */
export type Reservation = {
  orderId: string;
  quantity: number;
  state: 'reserved' | 'confirmed';
  /** Epoch milliseconds; without a meaning once it is confirmed. */
  expiresAt: number;
};

export type Command =
  | { kind: 'reserve' | 'confirm'; orderId: string; quantity: number }
  | { kind: 'release'; orderId: string };

/** A line of the ledger: how much each number changes. `reference` is an order, or the key of a restocking. */
export type NewMovement = { kind: MovementKind; reference: string } & Tally;

/** `reservation` is the state of the order from now on. Without a movement nothing changes. */
export type Decision =
  | { ok: true; reservation: Reservation | undefined; movement?: NewMovement }
  | { ok: false; reason: Refusal };

/**
 * Decides how a command of an order changes an item. The same command again changes nothing more. Before this call, the caller has
 * applied {@link toExpired} to every reservation that expired by `now`, so `tally` and `reservation` do not include it.
 *
 * @param reservation undefined if the order has none
 * @param now epoch milliseconds
 */
export function decide(
  tally: Tally,
  reservation: Reservation | undefined,
  command: Command,
  now: number,
): Decision {
  if (command.kind === 'release') return reservation ? release(reservation) : { ok: true, reservation };
  const { kind, orderId, quantity } = command;
  if (reservation && reservation.quantity !== quantity) return { ok: false, reason: 'other-quantity' };
  if (kind === 'reserve')
    return reservation ? { ok: true, reservation } : reserve(tally, orderId, quantity, now);
  return reservation ? confirm(reservation) : { ok: false, reason: 'expired' };
}

/** The movement that ends an expired reservation. */
export function toExpired({ orderId, quantity }: Reservation): NewMovement {
  return { kind: 'expired', reference: orderId, onHand: 0, reserved: -quantity };
}

function reserve({ onHand, reserved }: Tally, orderId: string, quantity: number, now: number): Decision {
  if (onHand - reserved < quantity) return { ok: false, reason: 'sold-out' };
  return {
    ok: true,
    reservation: { orderId, quantity, state: 'reserved', expiresAt: now + reservationLifetimeMs },
    movement: { kind: 'reserved', reference: orderId, onHand: 0, reserved: quantity },
  };
}

function confirm(reservation: Reservation): Decision {
  if (reservation.state === 'confirmed') return { ok: true, reservation };
  const { orderId, quantity } = reservation;
  return {
    ok: true,
    reservation: { ...reservation, state: 'confirmed' },
    movement: { kind: 'confirmed', reference: orderId, onHand: -quantity, reserved: -quantity },
  };
}

function release({ orderId, quantity, state }: Reservation): Decision {
  const movement: NewMovement =
    state === 'reserved'
      ? { kind: 'released', reference: orderId, onHand: 0, reserved: -quantity }
      : { kind: 'returned', reference: orderId, onHand: quantity, reserved: 0 };
  return { ok: true, reservation: undefined, movement };
}
