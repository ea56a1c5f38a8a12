import type { Account, Refusal, Restocking } from './contract.ts';
import { type Command, decide, toExpired } from './decide.ts';
import type { ItemStore } from './item-store.ts';

/** `changed` is false where the command had been carried out before. */
export type Outcome =
  | { ok: true; changed: boolean; expiresAt: number }
  | { ok: false; reason: Refusal; available: number };

type Numbers = Omit<Account, 'itemId'>;

/** How many movements an account shows. */
const shownMovements = 100;

/** One item that is open: each call is one transaction, and begins by ending what has expired. */
export function createItem(store: ItemStore, now: () => number) {
  return {
    /** @param dry only says what would come of it */
    run(command: Command, { dry = false } = {}): Outcome {
      return store.transaction(() => {
        const { onHand, reserved } = sweep();
        const decision = decide({ onHand, reserved }, store.claim(command.orderId), command, now());
        if (!decision.ok) return { ...decision, available: onHand - reserved };
        const { claim, movement } = decision;
        if (movement && !dry) {
          store.append(movement, now());
          if (claim) store.keep(claim);
          else store.end(command.orderId);
        }
        return { ok: true, changed: movement !== undefined, expiresAt: claim?.expiresAt ?? now() };
      });
    },

    restock({ quantity, key }: Restocking): void {
      store.transaction(() => {
        sweep();
        if (store.hasRestocking(key)) return;
        store.append({ kind: 'restocked', reference: key, onHand: quantity, reserved: 0 }, now());
      });
    },

    account(): Numbers {
      const { onHand, reserved } = store.transaction(sweep);
      return { onHand, reserved, available: onHand - reserved, movements: store.movements(shownMovements) };
    },
  };

  /** Writes down what has expired by now. */
  function sweep() {
    const time = now();
    for (const claim of store.expired(time)) {
      store.append(toExpired(claim), time);
      store.end(claim.orderId);
    }
    const state = store.state();
    if (!state) throw new Error('The item was never opened.');
    return state;
  }
}
