import type { Account, Refusal, Restocking } from './contract.ts';
import { type Command, decide, toExpired } from './decide.ts';
import type { ItemStore } from './item-store.ts';

/** `changed` is false if the same command was carried out before. */
export type Outcome =
  | { ok: true; changed: boolean; expiresAt: number }
  | { ok: false; reason: Refusal; available: number };

type Numbers = Omit<Account, 'itemId'>;

/** How many movements an account shows. */
const shownMovements = 100;

/** An item whose store is open. Each call is one transaction, and ends expired reservations first. @param now epoch milliseconds */
export function createItem(store: ItemStore, now: () => number) {
  return {
    /** Carries out a command. @param dry computes the outcome and changes nothing */
    run(command: Command, { dry = false } = {}): Outcome {
      return store.transaction(() => {
        const { onHand, reserved } = sweep();
        const decision = decide({ onHand, reserved }, store.reservation(command.orderId), command, now());
        if (!decision.ok) return { ...decision, available: onHand - reserved };
        const { reservation, movement } = decision;
        if (movement && !dry) {
          store.append(movement, now());
          if (reservation) store.put(reservation);
          else store.remove(command.orderId);
        }
        return { ok: true, changed: movement !== undefined, expiresAt: reservation?.expiresAt ?? now() };
      });
    },

    restock({ quantity, key }: Restocking): void {
      store.transaction(() => {
        sweep();
        if (store.hasRestocking(key)) return;
        store.append({ kind: 'restocked', reference: key, onHand: quantity, reserved: 0 }, now());
      });
    },

    /** Sets the pieces that can be ordered now. Reserved pieces stay reserved. */
    count(available: number): void {
      store.transaction(() => {
        const { onHand, reserved, revision } = sweep();
        const more = available + reserved - onHand;
        const reference = `count/${revision}`;
        if (more !== 0) store.append({ kind: 'restocked', reference, onHand: more, reserved: 0 }, now());
      });
    },

    account(): Numbers {
      const { onHand, reserved } = store.transaction(sweep);
      return { onHand, reserved, available: onHand - reserved, movements: store.movements(shownMovements) };
    },
  };

  /** Ends reservations that have expired by now. */
  function sweep() {
    const time = now();
    for (const reservation of store.expired(time)) {
      store.append(toExpired(reservation), time);
      store.remove(reservation.orderId);
    }
    const state = store.state();
    if (!state) throw new Error('The item was never opened.');
    return state;
  }
}
