import { Database as Sqlite } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { wrapSqlite } from '../../tools/runtime/wrap-sqlite.ts';
import { type Database, rememberDatabase, rememberRedis } from './remember-stores.ts';

function openItems() {
  const sqlite = new Sqlite(':memory:');
  sqlite.run('CREATE TABLE item (id INTEGER)');
  let reads = 0;
  const database = rememberDatabase(wrapSqlite(sqlite) as unknown as Database, () => reads++);
  const count = database.prepare('SELECT count(*) AS count FROM item WHERE id < ?');
  return { sqlite, database, count, reads: () => reads };
}

test('a statement with the same values gets its first answer, and the store is not called again', async () => {
  const { sqlite, count, reads } = openItems();
  const read = async (most: number) => (await count.bind(most).all()).results;
  expect(await read(10)).toEqual([{ count: 0 }]);
  sqlite.run('INSERT INTO item VALUES (1)');
  expect(await read(10)).toEqual([{ count: 0 }]);
  expect(await read(20)).toEqual([{ count: 1 }]);
  expect(reads()).toBe(2);
});

test('a batch gets the answers of its first time, too', async () => {
  const { sqlite, database, count, reads } = openItems();
  const read = async () =>
    (await database.batch([count.bind(20), count.bind(1)])).map(({ results }) => results[0]?.count);
  expect(await read()).toEqual([0, 0]);
  sqlite.run('INSERT INTO item VALUES (0)');
  expect([await read(), reads()]).toEqual([[0, 0], 1]);
});

test('two moments are the same value', async () => {
  const { database, reads } = openItems();
  const statement = database.prepare('SELECT ? AS moment, ? AS item');
  const read = async (...values: unknown[]) => (await statement.bind(...values).all()).results[0]?.moment;
  for (const moment of [1_790_000_000_000, 1_790_000_000_001])
    expect(await read(moment, '183485417')).toBe(1_790_000_000_000);
  expect(await read(1_790_000_000_001, '183485418')).toBe(1_790_000_000_001);
  for (const moment of ['2026-11-26T10:00:00.000Z', '2026-11-26T10:00:01.000Z'])
    expect(await read(moment, 'one')).toBe('2026-11-26T10:00:00.000Z');
  expect(reads()).toBe(3);
});

test('the same commands get the first answer of Redis, errors are not kept, and other requests pass', async () => {
  let calls = 0;
  const fetcher = rememberRedis(
    async () => Response.json({ result: ++calls }, { status: calls === 1 ? 500 : 200 }),
    'http://redis.test',
    () => {},
  );
  const ask = async (url: string, body: string) =>
    ((await (await fetcher(url, { method: 'POST', body })).json()) as { result: number }).result;
  for (const expected of [1, 2, 2]) expect(await ask('http://redis.test', '["GET","a"]')).toBe(expected);
  expect(await ask('http://redis.test', '["GET","b"]')).toBe(3);
  for (const expected of [4, 5]) expect(await ask('http://mail.test', '{}')).toBe(expected);
});
