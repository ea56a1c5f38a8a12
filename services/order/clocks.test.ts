import type { SQLQueryBindings } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import type { Bindings } from './order-service.ts';
import { removeSagas } from './remove-sagas.ts';
import { sweep } from './sweep.ts';
import { watchSagas } from './watch-sagas.ts';

const jobs: Record<string, (DB: D1Database) => Promise<unknown>> = {
  'the sweep': (DB) => sweep(DB, 0),
  'the watchdog': (DB) => watchSagas({ DB } as Bindings, 0),
  'the removal of sagas': (DB) => removeSagas({ DB } as Bindings, 0),
};

test.each(Object.entries(jobs))('%s reads no whole table', async (_, run) => {
  const asked: string[] = [];
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`, asked);
  await run(database);
  expect(asked.length).toBeGreaterThan(0);
  for (const sql of asked) {
    const plan = database.sqlite.query<{ detail: string }, SQLQueryBindings[]>(`EXPLAIN QUERY PLAN ${sql}`);
    const marks = new Set(sql.match(/\?\d*/g));
    const details = plan.all(...[...marks].map(() => 0)).map(({ detail }) => detail);
    // A subquery with a limit is scanned, and so is a partial index that has nothing but the rows in question.
    const scans = details.filter((detail) =>
      /^SCAN (orders|draft|placement|consumed|order_history)\b/.test(detail),
    );
    expect([sql, scans]).toEqual([sql, []]);
    expect(details.filter((detail) => detail.startsWith('USE TEMP B-TREE FOR ORDER'))).toEqual([]);
  }
});

test('the watchdog finds the orders at work in their index', async () => {
  const asked: string[] = [];
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`, asked);
  await watchSagas({ DB: database } as unknown as Bindings, 0);
  const plan = database.sqlite.query<{ detail: string }, SQLQueryBindings[]>(
    `EXPLAIN QUERY PLAN ${asked[0]}`,
  );
  const reads = plan.all(0, 0).map(({ detail }) => detail);
  expect(reads.filter((detail) => detail.startsWith('SEARCH orders'))).toEqual([
    'SEARCH orders USING INDEX order_at_work (touched_at<?)',
    'SEARCH orders USING INDEX order_at_work (touched_at>?)',
  ]);
});
