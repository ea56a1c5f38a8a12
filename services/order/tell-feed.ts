import type { Bindings } from './order-service.ts';
import type { KeptOrder } from './order-store.ts';
import type { Journal } from './saga.ts';

type Order = Pick<KeptOrder, 'id' | 'member'>;

/** Lets the member's streams send a changed order now. If this fails, they read it at their next interval. */
export async function tellFeed(
  { FEED }: Pick<Bindings, 'FEED'>,
  read: () => Order | Promise<Order>,
): Promise<void> {
  try {
    const { id, member } = await read();
    await FEED.getByName(member).changed(id);
  } catch {
    // A failing stream must not stop the order.
  }
}

/** Wraps a journal so that `tell` runs after each change. */
export function withFeed(journal: Journal, tell: () => Promise<void>): Journal {
  return {
    look: journal.look,
    async move(from, to) {
      const moved = await journal.move(from, to);
      if (moved) await tell();
      return moved;
    },
    async abandon(reason) {
      await journal.abandon(reason);
      await tell();
    },
    async finish(from, to) {
      await journal.finish(from, to);
      await tell();
    },
  };
}
