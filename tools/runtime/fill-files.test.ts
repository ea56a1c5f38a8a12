import { Database } from 'bun:sqlite';
import { afterAll, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { listWorkers } from '../workers.ts';
import { fillFiles } from './fill-files.ts';
import { toDatabaseFile } from './open-databases.ts';

const workers = await listWorkers();
const stateDirectory = await mkdtemp(`${tmpdir()}/fill-`);
afterAll(() => rm(stateDirectory, { recursive: true }));

const workerOf = (name: string) => workers.find((worker) => worker.name === name)!;
const fileOf = (name: string) => toDatabaseFile(stateDirectory, workerOf(name));
const fill = (products?: number) => fillFiles({ workers, stateDirectory, products, onStep: () => {} });

/** The tables, indexes and triggers of a database, without those of the start itself. */
function readSchema(database: Database): unknown[] {
  return database
    .query(
      `SELECT name, sql FROM sqlite_master
       WHERE name NOT LIKE 'sqlite%' AND tbl_name NOT IN ('d1_migrations', 'local_seed') ORDER BY name`,
    )
    .all();
}

test('a new shop has a file for each database, with every product, its index, and the tables of the migrations', async () => {
  await Bun.write(`${stateDirectory}/filling/search.sqlite`, 'the rest of a start that was killed');
  expect(await fill(500)).toBe(true);
  expect(existsSync(`${stateDirectory}/filling`)).toBe(false);
  const owners = workers.filter(({ directory }) => existsSync(`${directory}/migrations`));
  for (const { name, directory } of owners) {
    const file = new Database(fileOf(name), { readonly: true });
    const { sqlite } = createSqliteDatabase(`${directory}/migrations`);
    expect(readSchema(file)).toEqual(readSchema(sqlite));
    expect(file.query('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    file.close();
  }
  const search = new Database(fileOf('search-service'), { readonly: true });
  const count = (sql: string) => search.query<{ count: number }, []>(`SELECT count(*) AS count ${sql}`).get();
  expect(count('FROM listing')).toEqual({ count: 500 });
  expect(count("FROM listing_category WHERE category = ''")).toEqual({ count: 500 });
  const inCategory = count("FROM listing_category WHERE category = 'toys'");
  expect(inCategory?.count).toBeGreaterThan(10);
  expect(count(`FROM listing_gram WHERE listing_gram MATCH 'category : "toys"'`)).toEqual(inCategory!);
  search.close();
});

test('a shop that has databases keeps them', async () => {
  const before = Bun.file(fileOf('product-service')).lastModified;
  expect(await fill(600)).toBe(false);
  expect(Bun.file(fileOf('product-service')).lastModified).toBe(before);
});
