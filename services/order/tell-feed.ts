import type { Bindings } from './order-service.ts';
import type { Journal } from './saga.ts';

type Feed = Pick<Bindings, 'FEED' | 'DB'>;

/** Tells a member's streams that an order has changed. If that is lost, they see it at their next look. */
export async function tellFeed({ FEED, DB }: Feed, order: string): Promise<void> {
  try {
    const row = await DB.prepare('SELECT member FROM orders WHERE id = ?')
      .bind(order)
      .first<{ member: string }>();
    if (row) await FEED.getByName(row.member).changed(order);
  } catch {
    // A stream is never a reason for an order to stop.
  }
}

/** The journal, telling streams of each change. */
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
