import { afterAll, describe, expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { openD1 } from '../../tests/open-d1.helper.ts';
import { retention, sweep } from './sweep.ts';

const migrations = `${import.meta.dir}/migrations`;
const real = await openD1(migrations);
afterAll(() => real.close());

const databases: [string, () => Promise<D1Database>][] = [
  ['SQLite in memory', async () => createSqliteDatabase(migrations)],
  ['D1', () => real.create()],
];
const now = Date.parse('2026-01-01T00:00:00+09:00');

describe.each(databases)('the sweep on %s', (_, open) => {
  test('deletes orders that ended more than five years ago, with their history', async () => {
    const database = await open();
    await putOrder(database, 'old', 'DELIVERED', now - retention - 1);
    await putOrder(database, 'cancelled', 'CANCELLED', now - retention - 1);
    await putOrder(database, 'kept', 'DELIVERED', now - retention + 1);
    await putOrder(database, 'under-way', 'FULFILLING', now - retention - 1);
    await sweep(database, now);
    expect(await idsOf(database, 'SELECT id FROM orders ORDER BY id')).toEqual(['kept', 'under-way']);
    expect(await idsOf(database, 'SELECT order_id AS id FROM order_history ORDER BY id')).toEqual([
      'kept',
      'under-way',
    ]);
  });
});

async function putOrder(database: D1Database, id: string, state: string, at: number): Promise<void> {
  await database.batch([
    database
      .prepare(
        `INSERT INTO orders (id, member, draft, state, version, content, personal, trace, placed_at, touched_at)
         VALUES (?1, 'm', ?1, ?2, 1, '{}', '', '', ?3, ?3)`,
      )
      .bind(id, state, at),
    database.prepare('INSERT INTO order_history VALUES (?, 1, ?, ?)').bind(id, state, at),
  ]);
}

async function idsOf(database: D1Database, sql: string): Promise<string[]> {
  const { results } = await database.prepare(sql).all<{ id: string }>();
  return results.map(({ id }) => id);
}
