import type { Database } from 'bun:sqlite';

type Alarm = { object: string; time: number };
/** The alarms of the objects of one class. */
export type Alarms = ReturnType<typeof createAlarms>;

/** The longest time that a timer of JavaScript can wait is 24 days. */
const longestTimerMs = 24 * 60 * 60 * 1_000;
/** How often an alarm that throws is tried again: https://developers.cloudflare.com/durable-objects/api/alarms/ */
const mostRetries = 6;

/**
 * Keeps the alarms of all objects of a class in one table, so a new process finds them without opening any object.
 *
 * @param className the name of the class in the table
 */
export function createAlarms(sqlite: Database, className: string) {
  sqlite.run(
    `CREATE TABLE IF NOT EXISTS alarm (class TEXT NOT NULL, object TEXT NOT NULL, time INTEGER NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (class, object)) WITHOUT ROWID`,
  );
  sqlite.run('CREATE INDEX IF NOT EXISTS alarm_time ON alarm (class, time)');
  const select = sqlite.query<{ time: number }, [string, string]>(
    'SELECT time FROM alarm WHERE class = ? AND object = ?',
  );
  const running = new Set<string>();
  let ring: ((object: string) => Promise<boolean>) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    get: (object: string): number | null => select.get(className, object)?.time ?? null,

    /** @param time epoch milliseconds; null for no alarm */
    set(object: string, time: number | null): void {
      if (time === null) sqlite.run('DELETE FROM alarm WHERE class = ? AND object = ?', [className, object]);
      else
        sqlite.run(
          'INSERT INTO alarm (class, object, time) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET time = excluded.time, attempts = 0',
          [className, object, time],
        );
      wake();
    },

    /**
     * Starts to ring, also for alarms of an earlier process. An alarm that throws rings again later.
     *
     * @param call runs the alarm of an object, and returns whether the object has set or deleted its alarm meanwhile
     */
    start(call: (object: string) => Promise<boolean>): void {
      ring = call;
      wake();
    },

    stop(): void {
      ring = undefined;
      clearTimeout(timer);
    },
  };

  function wake(): void {
    clearTimeout(timer);
    if (!ring) return;
    const next = sqlite
      .query<Alarm, [string]>('SELECT object, time FROM alarm WHERE class = ? ORDER BY time LIMIT 100')
      .all(className)
      .find(({ object }) => !running.has(object));
    if (next)
      timer = setTimeout(
        () => void fire(next),
        Math.min(longestTimerMs, Math.max(0, next.time - Date.now())),
      );
  }

  async function fire({ object, time }: Alarm): Promise<void> {
    if (!ring || running.has(object)) return;
    if (time > Date.now()) return wake();
    running.add(object);
    const rung = ring(object);
    wake();
    try {
      // The object may set another alarm just after this one has ended.
      if (!(await rung))
        sqlite.run('DELETE FROM alarm WHERE class = ? AND object = ? AND time = ?', [
          className,
          object,
          time,
        ]);
    } catch {
      sqlite.run(
        `UPDATE alarm SET attempts = attempts + 1, time = ?1 + (1000 << (attempts + 1)) WHERE class = ?2 AND object = ?3`,
        [Date.now(), className, object],
      );
      sqlite.run('DELETE FROM alarm WHERE class = ? AND object = ? AND attempts > ?', [
        className,
        object,
        mostRetries,
      ]);
    } finally {
      running.delete(object);
      wake();
    }
  }
}
