import { Database } from 'bun:sqlite';
import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from '../../tools/workers.ts';
import { breakWorker } from './break-worker.ts';
import { takeTables } from './take-tables.ts';

const directory = await mkdtemp(join(tmpdir(), 'jogakbo-whole-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

test('a broken worker keeps its classes and fails at every entrypoint', async () => {
  await Bun.write(
    `${directory}/dist/worker/index.js`,
    `const worker = { fetch: () => new Response('whole') };
     export const Bff = { fetch: () => new Response('whole') };
     export class StockItem { read() { return 3; } }
     export { worker as default };`,
  );
  const worker: Worker = { name: 'x', kind: 'face', slice: 'x', directory, config: `${directory}/w.toml` };
  const broken = await breakWorker(worker);
  try {
    expect({ ...broken.worker, directory }).toEqual(worker);
    const module = await import(`${broken.worker.directory}/dist/worker/index.js`);
    expect(() => module.default.fetch()).toThrow('this program is broken');
    expect(() => module.Bff.fetch()).toThrow('this program is broken');
    expect(new module.StockItem().read()).toBe(3);
  } finally {
    await broken.remove();
  }
});

test('tables that were taken fail every query, and come back with their rows and triggers', async () => {
  const database = new Database(':memory:');
  database.run('CREATE TABLE price (item TEXT); CREATE TABLE seen (item TEXT)');
  database.run(
    'CREATE TRIGGER price_seen AFTER INSERT ON price BEGIN INSERT INTO seen VALUES (new.item); END',
  );
  database.run("INSERT INTO price VALUES ('1')");
  const giveBack = await takeTables(async (sql) => void database.run(sql), ['price']);
  expect(() => database.query('SELECT * FROM price').all()).toThrow('no such table');
  await giveBack();
  database.run("INSERT INTO price VALUES ('2')");
  expect(database.query('SELECT item FROM seen').values()).toEqual([['1'], ['2']]);
});
