import type { MovementKind, Refusal } from './contract.ts';

/** Milliseconds a reservation holds. */
export const holdTime = 10 * 60 * 1_000;

/** Pieces of an item: those there, and how many of them are reserved. */
export type Tally = { onHand: number; reserved: number };

/** What an order has of an item. Once it has ended there is none. */
export type Claim = {
  orderId: string;
  quantity: number;
  state: 'reserved' | 'confirmed';
  /** Epoch milliseconds; without meaning once confirmed. */
  expiresAt: number;
};

export type Command =
  | { kind: 'reserve' | 'confirm'; orderId: string; quantity: number }
  | { kind: 'release'; orderId: string };

/** A line of the ledger: by how much each number changes. `reference` is an order, or the key of a restocking. */
export type Movement = { kind: MovementKind; reference: string } & Tally;

/** `claim` is what the order has from now on; without a movement nothing changes. */
export type Decision =
  | { ok: true; claim: Claim | undefined; movement?: Movement }
  | { ok: false; reason: Refusal };

/**
 * What a command of an order does to an item. The same command again changes nothing more. Neither `tally` nor `claim` may know
 * of anything that has expired by `now`: {@link toExpired} comes first.
 */
export function decide(tally: Tally, claim: Claim | undefined, command: Command, now: number): Decision {
  if (command.kind === 'release') return claim ? giveBack(claim) : { ok: true, claim };
  const { kind, orderId, quantity } = command;
  if (claim && claim.quantity !== quantity) return { ok: false, reason: 'other-quantity' };
  if (kind === 'reserve') return claim ? { ok: true, claim } : reserve(tally, orderId, quantity, now);
  return claim ? confirm(claim) : { ok: false, reason: 'expired' };
}

export function toExpired({ orderId, quantity }: Claim): Movement {
  return { kind: 'expired', reference: orderId, onHand: 0, reserved: -quantity };
}

function reserve({ onHand, reserved }: Tally, orderId: string, quantity: number, now: number): Decision {
  if (onHand - reserved < quantity) return { ok: false, reason: 'sold-out' };
  return {
    ok: true,
    claim: { orderId, quantity, state: 'reserved', expiresAt: now + holdTime },
    movement: { kind: 'reserved', reference: orderId, onHand: 0, reserved: quantity },
  };
}

function confirm(claim: Claim): Decision {
  if (claim.state === 'confirmed') return { ok: true, claim };
  const { orderId, quantity } = claim;
  return {
    ok: true,
    claim: { ...claim, state: 'confirmed' },
    movement: { kind: 'confirmed', reference: orderId, onHand: -quantity, reserved: -quantity },
  };
}

function giveBack({ orderId, quantity, state }: Claim): Decision {
  const movement: Movement =
    state === 'reserved'
      ? { kind: 'released', reference: orderId, onHand: 0, reserved: -quantity }
      : { kind: 'returned', reference: orderId, onHand: quantity, reserved: 0 };
  return { ok: true, claim: undefined, movement };
}
