import type { Database, SQLQueryBindings } from 'bun:sqlite';
import type { Alarms } from './create-alarms.ts';
import { openSqlite } from './open-sqlite.ts';
import { prepareStatements, type Row } from './prepare-statements.ts';

/** The storage of one Durable Object. */
export type ObjectStorage = ReturnType<typeof createObjectStorage>;

/**
 * The calls of a Durable Object's storage that objects of the shop use: `sql.exec`, `transactionSync` and alarms. What an object writes
 * without waiting in between is one transaction, with its alarm, as on Cloudflare. It is committed before the caller gets an answer.
 *
 * @param path the file of the object. It is made at the first use, so an object that stores nothing has none
 * @param onWait receives what the object waits for
 */
export function createObjectStorage(
  path: string,
  name: string,
  alarms: Alarms,
  onWait: (waiting: Promise<void>) => void,
) {
  let opened: { sqlite: Database; prepare: ReturnType<typeof prepareStatements> } | undefined;
  let scheduled: Promise<void> | undefined;
  let alarm: { time: number | null } | undefined;
  let alarmChanges = 0;
  let fault: unknown;

  const storage = {
    sql: {
      exec(sql: string, ...values: SQLQueryBindings[]) {
        const { sqlite, prepare } = open();
        if (!/^\s*select\b/i.test(sql)) begin(sqlite);
        const statement = prepare(sql);
        if (statement.columnNames.length > 0) return toCursor(statement.all(...values));
        statement.run(...values);
        return toCursor([]);
      },
    },

    transactionSync<Value>(work: () => Value): Value {
      const { sqlite } = open();
      begin(sqlite);
      sqlite.run('SAVEPOINT work');
      try {
        const value = work();
        sqlite.run('RELEASE work');
        return value;
      } catch (error) {
        sqlite.run('ROLLBACK TO work');
        sqlite.run('RELEASE work');
        throw error;
      }
    },

    getAlarm: async () => (alarm ? alarm.time : alarms.get(name)),
    setAlarm: (time: number | Date) => changeAlarm(Number(time)),
    deleteAlarm: () => changeAlarm(null),
  };

  return {
    /** What the object gets. A call that it lacks ends with a sentence. */
    storage: new Proxy(storage, {
      get(target, call) {
        if (call in target) return target[call as keyof typeof target];
        throw new Error(`The storage of a Durable Object has no ${String(call)} in this program.`);
      },
    }),
    /** How often the object has set or deleted its alarm. */
    alarmChanges: () => alarmChanges,
    /** Waits until everything is committed. @throws if that failed */
    async settle(): Promise<void> {
      await scheduled;
      if (fault) throw fault;
    },
    close: () => opened?.sqlite.close(),
  };

  function open() {
    if (!opened) {
      const sqlite = openSqlite(path);
      opened = { sqlite, prepare: prepareStatements(sqlite) };
    }
    return opened;
  }

  function begin(sqlite: Database): void {
    if (!sqlite.inTransaction) sqlite.run('BEGIN IMMEDIATE');
    commitSoon();
  }

  function changeAlarm(time: number | null): Promise<void> {
    alarm = { time };
    alarmChanges += 1;
    const committed = commitSoon();
    onWait(committed);
    return committed;
  }

  /** A microtask runs when the object waits for the first time. */
  function commitSoon(): Promise<void> {
    scheduled ??= Promise.resolve().then(() => {
      scheduled = undefined;
      try {
        commit();
      } catch (error) {
        fault = error;
        throw error;
      }
    });
    scheduled.catch(() => {});
    return scheduled;
  }

  /**
   * Commits the object's file and its alarm, which is in another file. The process may end between both, so an alarm is never later than
   * it must be: too early, it finds nothing to do.
   */
  function commit(): void {
    const set = alarm;
    alarm = undefined;
    const before = set ? alarms.get(name) : null;
    if (set && set.time !== null && (before === null || set.time < before)) alarms.set(name, set.time);
    if (opened?.sqlite.inTransaction) opened.sqlite.run('COMMIT');
    if (set && (set.time === null ? before !== null : before !== null && set.time > before))
      alarms.set(name, set.time);
  }
}

function toCursor(rows: Row[]) {
  return {
    toArray: () => rows,
    one() {
      if (rows.length !== 1)
        throw new Error(`Expected exactly one result from SQL query, but got ${rows.length}.`);
      return rows[0];
    },
    [Symbol.iterator]: () => rows[Symbol.iterator](),
  };
}
