import { DurableObject } from 'cloudflare:workers';
import { createClock } from '@jogakbo/edge/clock';
import { logFault } from '@jogakbo/edge/log';
import { flushOutbox, type OutboxBindings, toEvent, toOutboxStatement } from '@jogakbo/edge/outbox';
import type { Account, Restocking } from './contract.ts';
import type { Command } from './decide.ts';
import { createItem, type Outcome } from './item.ts';
import { createItemStore, type ItemState } from './item-store.ts';
import { createStockTable } from './stock-table.ts';

type RunOptions = { dry?: boolean; trace?: string };

/**
 * The one place where an item's pieces are counted, named by the item's id. Whatever changes is written to the read model and the
 * outbox soon after; an alarm tries again where that failed, and ends reservations that have expired.
 */
export class StockItem extends DurableObject<OutboxBindings> {
  readonly #now = createClock(this.env.DEV_NOW, this.env.DEV_NOW_SINCE);
  readonly #store = createItemStore(this.ctx.storage);
  readonly #item = createItem(this.#store, this.#now);
  #opening: Promise<boolean> | undefined;
  #publishing = false;
  #failures = 0;

  async run(itemId: string, command: Command, { dry = false, trace }: RunOptions = {}): Promise<Outcome> {
    if (!(await this.#open(itemId))) return refuse(command, this.#now());
    const outcome = this.#item.run(command, { dry });
    await this.#follow(trace);
    return outcome;
  }

  async restock(itemId: string, restocking: Restocking, trace?: string): Promise<Account | undefined> {
    if (!(await this.#open(itemId))) return undefined;
    this.#item.restock(restocking);
    return this.account(itemId, trace);
  }

  async account(itemId: string, trace?: string): Promise<Account | undefined> {
    if (!(await this.#open(itemId))) return undefined;
    const account = this.#item.account();
    await this.#follow(trace);
    return { itemId, ...account };
  }

  override async alarm(): Promise<void> {
    if (!this.#store.state()) return;
    this.#item.account();
    if (this.#publishing) await this.#setAlarm();
    else await this.#publish(undefined);
  }

  /** @returns false for an item that there never was */
  #open(itemId: string): Promise<boolean> | boolean {
    if (this.#store.state()) return true;
    this.#opening ??= this.#takeOpening(itemId).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #takeOpening(itemId: string): Promise<boolean> {
    const opening = await createStockTable(this.env.DB).opening(itemId);
    if (!opening) return false;
    this.#store.open(opening, this.#now());
    return true;
  }

  /** The alarm is set in the same write as the change, so that nothing but its publishing can get lost on the way. */
  async #follow(trace: string | undefined): Promise<void> {
    const state = this.#store.state();
    if (!state || state.published === state.revision) return;
    await this.#setAlarm();
    if (!this.#publishing) this.ctx.waitUntil(this.#publish(trace));
  }

  async #publish(trace: string | undefined): Promise<void> {
    this.#publishing = true;
    try {
      let state = this.#store.state();
      while (state && state.published < state.revision) {
        await this.#writeRow(state, trace);
        this.#store.notePublished(state.revision);
        state = this.#store.state();
      }
      this.#failures = 0;
    } catch (error) {
      this.#failures++;
      logFault('inventory-service', undefined, error);
    } finally {
      this.#publishing = false;
    }
    await this.#setAlarm();
    await flushOutbox(this.env).catch((error) => logFault('inventory-service', undefined, error));
  }

  async #writeRow(state: ItemState, trace: string | undefined): Promise<void> {
    const { itemId, productId, revision } = state;
    const row = { itemId, productId, available: state.onHand - state.reserved, revision };
    const about = { source: 'inventory-service', time: this.#now(), trace };
    await this.env.DB.batch([
      createStockTable(this.env.DB).toStatement(row),
      toOutboxStatement(this.env.DB, toEvent('stock.changed', row, about)),
    ]);
  }

  async #setAlarm(): Promise<void> {
    const state = this.#store.state();
    const expiry = this.#store.nextExpiry();
    const waits = [
      ...(expiry === undefined ? [] : [Math.max(0, expiry - this.#now())]),
      ...(state && state.published < state.revision
        ? [Math.min(longestRetry, 1_000 * 2 ** this.#failures)]
        : []),
    ];
    // Alarms go by the real clock, whatever a worker's own is set to.
    if (waits.length > 0) await this.ctx.storage.setAlarm(Date.now() + Math.min(...waits));
    else await this.ctx.storage.deleteAlarm();
  }
}

/** Milliseconds between two attempts to publish, at most; the first wait is one second, and each the double of the last. */
const longestRetry = 60_000;

/** Of an item that there never was nothing is left, and nothing was ever reserved. */
function refuse({ kind }: Command, now: number): Outcome {
  if (kind === 'release') return { ok: true, changed: false, expiresAt: now };
  return { ok: false, reason: kind === 'reserve' ? 'sold-out' : 'expired', available: 0 };
}
