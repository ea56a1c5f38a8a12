import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { wrapSqlite } from '../../../tests/create-sqlite-database.helper.ts';
import { insertRows } from './insert-rows.ts';

test('many rows are inserted in transactions of 5,000 rows, and a repetition inserts the missing ones', async () => {
  const database = wrapSqlite(new Database(':memory:'));
  database.sqlite.run('CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT)');
  const sizes: number[] = [];
  const { batch } = database;
  database.batch = async (statements) => {
    sizes.push(statements.length);
    return batch(statements);
  };
  const rows = Array.from({ length: 12_001 }, (_, id) => [id, `word ${id}`]);
  await insertRows(database, 'word', ['id', 'text'], rows.slice(0, 10));
  await insertRows(database, 'word', ['id', 'text'], rows);
  expect(sizes).toEqual([1, 20, 20, 9]);
  expect(database.sqlite.query('SELECT count(*) AS count, max(id) AS last FROM word').all()).toEqual([
    { count: 12_001, last: 12_000 },
  ]);
});
