import { DurableObject } from 'cloudflare:workers';
import { createBackground } from '@jogakbo/edge/create-background';
import { logFault } from '@jogakbo/edge/log';
import type { ServiceBindings } from '@jogakbo/edge/service-context';
import type { Account, Restocking } from './contract.ts';
import type { Command } from './decide.ts';
import { createItem, type Outcome } from './item.ts';
import { createItemStore, type ItemState } from './item-store.ts';
import { createStockTable } from './stock-table.ts';

/** The service as its Durable Object sees it: without the binding to the Durable Object itself. */
type ItemService = { name: 'inventory-service'; bindings: object };
type RunOptions = { dry?: boolean; trace?: string };

/**
 * The Durable Object that counts the pieces of one item; its name is the item's id. After a change it writes the read model and the
 * outbox. An alarm tries again if that failed, and ends expired reservations.
 */
export class StockItem extends DurableObject<ServiceBindings<ItemService>> {
  readonly #background = createBackground<ItemService>('inventory-service', this.env);
  readonly #now = this.#background.var.now;
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

  async count(itemId: string, available: number, trace?: string): Promise<Account | undefined> {
    if (!(await this.#open(itemId))) return undefined;
    this.#item.count(available);
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

  /** @returns false for an unknown item */
  #open(itemId: string): Promise<boolean> | boolean {
    if (this.#store.state()) return true;
    this.#opening ??= this.#readOpening(itemId).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #readOpening(itemId: string): Promise<boolean> {
    const opening = await createStockTable(this.env.DB).opening(itemId);
    if (!opening) return false;
    this.#store.open(opening, this.#now());
    return true;
  }

  /** Sets the alarm in the same write as the change, so that a lost attempt to publish is repeated. */
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
    await this.#background.flush().catch((error) => logFault('inventory-service', undefined, error));
  }

  async #writeRow(state: ItemState, trace: string | undefined): Promise<void> {
    const { itemId, productId, revision } = state;
    const row = { itemId, productId, available: state.onHand - state.reserved, revision };
    await this.env.DB.batch([
      createStockTable(this.env.DB).toStatement(row),
      this.#background.var.publish('stock.changed', row, { trace }),
    ]);
  }

  async #setAlarm(): Promise<void> {
    const state = this.#store.state();
    const expiry = this.#store.nextExpiry();
    const waits = [
      ...(expiry === undefined ? [] : [Math.max(0, expiry - this.#now())]),
      ...(state && state.published < state.revision
        ? [Math.min(longestRetryDelayMs, 1_000 * 2 ** this.#failures)]
        : []),
    ];
    // Alarms use the real clock, while DEV_NOW may set the clock of the worker.
    if (waits.length > 0) await this.ctx.storage.setAlarm(Date.now() + Math.min(...waits));
    else await this.ctx.storage.deleteAlarm();
  }
}

/** The longest wait between two attempts to publish, in milliseconds. The first wait is one second, and each wait doubles. */
const longestRetryDelayMs = 60_000;

/** The outcome for an unknown item: it has no pieces and no reservations. */
function refuse({ kind }: Command, now: number): Outcome {
  if (kind === 'release') return { ok: true, changed: false, expiresAt: now };
  return { ok: false, reason: kind === 'reserve' ? 'sold-out' : 'expired', available: 0 };
}
