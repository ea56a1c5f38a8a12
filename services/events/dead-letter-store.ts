import type { D1Database } from '@cloudflare/workers-types';
import type { DeadLetter } from './contract.ts';

/** A dead letter to store. `message` is the queue's id of the message, so a message that comes twice is stored once. */
type NewLetter = { consumer: string; message: string; body: string; time: number };

/** Stores messages that their consumers could not take, until an operator replays or drops them. */
export function createDeadLetterStore(database: D1Database) {
  const columns = 'id, consumer, body, time';
  return {
    async keep(letters: NewLetter[]): Promise<void> {
      const insert = database.prepare(
        `INSERT INTO dead_letter (consumer, message, body, time) VALUES (?, ?, ?, ?)
         ON CONFLICT (consumer, message) DO NOTHING`,
      );
      await database.batch(
        letters.map(({ consumer, message, body, time }) => insert.bind(consumer, message, body, time)),
      );
    },

    async find(id: number): Promise<DeadLetter | undefined> {
      const found = await database
        .prepare(`SELECT ${columns} FROM dead_letter WHERE id = ?`)
        .bind(id)
        .first();
      return (found as DeadLetter | null) ?? undefined;
    },

    async page(after: number, limit: number): Promise<DeadLetter[]> {
      const { results } = await database
        .prepare(`SELECT ${columns} FROM dead_letter WHERE id > ? ORDER BY id LIMIT ?`)
        .bind(after, limit)
        .all<DeadLetter>();
      return results;
    },

    /** The largest id; 0 if there is none. */
    async last(): Promise<number> {
      const found = await database
        .prepare('SELECT max(id) AS id FROM dead_letter')
        .first<{ id: number | null }>();
      return found?.id ?? 0;
    },

    /** Drops dead letters from before a time, epoch milliseconds. @returns their number */
    async dropBefore(time: number): Promise<number> {
      const { results } = await database
        .prepare('DELETE FROM dead_letter WHERE time < ? RETURNING id')
        .bind(time)
        .all();
      return results.length;
    },

    async drop(ids: number[]): Promise<void> {
      await database
        .prepare('DELETE FROM dead_letter WHERE id IN (SELECT value FROM json_each(?))')
        .bind(JSON.stringify(ids))
        .run();
    },
  };
}

export type DeadLetterStore = ReturnType<typeof createDeadLetterStore>;
