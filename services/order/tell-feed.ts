import type { Bindings } from './order-service.ts';
import type { Journal } from './saga.ts';

type Feed = Pick<Bindings, 'FEED' | 'DB'>;

/** Lets the member's streams send a changed order now. If this fails, they read it at their next interval. */
export async function tellFeed({ FEED, DB }: Feed, order: string): Promise<void> {
  try {
    const row = await DB.prepare('SELECT member FROM orders WHERE id = ?')
      .bind(order)
      .first<{ member: string }>();
    if (row) await FEED.getByName(row.member).changed(order);
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
