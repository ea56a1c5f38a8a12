import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { until } from '../../../../tests/until.helper.ts';
import { openStores } from './open-stores.ts';

type Ask = (path: string) => Promise<unknown>;
type Place = { ask: Ask; close(): unknown };

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-stores-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const openers = { workerd: openWorkerd, 'this process': openHere };

// The same worker with the same questions runs on the stores of Cloudflare's runtime and on those of this program.
describe.each(Object.keys(openers) as (keyof typeof openers)[])('the stores in %s', (name) => {
  let place: Place;
  const ask: Ask = (path) => place.ask(path);
  beforeAll(async () => {
    place = await openers[name]();
  });
  afterAll(() => place.close());

  test('give back the values that were bound', async () => {
    expect(await ask('values')).toEqual({ a: null, b: 7, c: 1.5, d: '글', e: 1 });
    expect(await ask('numbered')).toEqual([{ value: 2 }, { value: 3 }]);
    expect(await ask('first')).toEqual([1, null, null, expect.stringContaining('D1_COLUMN_NOTFOUND'), [[1]]]);
  });

  test('count changed rows', async () => {
    expect(await ask('changes')).toEqual([
      [3, []],
      [2, []],
      [1, [{ id: 1 }]],
      [0, [{ id: 2 }, { id: 3 }]],
      [0, []],
    ]);
  });

  test('write a whole batch or nothing', async () => {
    expect(await ask('batch')).toEqual([
      [[{ id: 'a' }], [{ id: 'b' }]],
      expect.stringMatching(/^D1_ERROR: UNIQUE constraint failed: once.id: SQLITE_CONSTRAINT/),
      [{ id: 'a' }, { id: 'b' }],
    ]);
    expect(await ask('keys')).toMatch(/^D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT/);
  });

  test('refuse a value without a type of SQLite, and a wrong statement', async () => {
    expect(await ask('refused')).toEqual([
      expect.stringContaining("D1_TYPE_ERROR: Type 'undefined' not supported"),
      expect.stringContaining("D1_TYPE_ERROR: Type 'object' not supported"),
      expect.stringMatching(/^D1_ERROR: no such column: missing/),
    ]);
  });

  test('keep values by key', async () => {
    expect(await ask('kv')).toEqual([null, '값', null]);
  });

  test('let no other call in while an object waits for its storage', async () => {
    const [values, other] = (await ask('gate')) as [number[], number];
    expect(values.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(other).toBe(0);
  });

  test('undo a transaction of an object, copy its arguments, and reach it by fetch', async () => {
    expect(await ask('transaction')).toEqual(['undo', 0]);
    expect(await ask('copies')).toEqual([['caller', 'object'], ['caller']]);
    expect(await ask('fetch')).toEqual({ path: '/path' });
  });

  test('ring an alarm once, and none that was deleted', async () => {
    expect(await ask('ringing')).toEqual([true, null]);
    await until('the alarm', async () => ((await ask('rung')) as number[])[0] === 1);
    expect(await ask('rung')).toEqual([1, 0]);
  });

  test('deliver messages in order, and move one that always fails to the dead letters', async () => {
    await ask('send');
    await until('the dead letter', async () => JSON.stringify(await ask('taken')).includes('"dead"'));
    expect(await ask('taken')).toEqual([
      ['work', 'a', 1],
      ['work', 'bad', 1],
      ['work', 'b', 1],
      ['work', 'bad', 2],
      ['dead', 'bad', 1],
    ]);
  });

  test('run each step of a workflow until it succeeds, and all steps again after a restart', async () => {
    expect(await ask('begin')).toEqual([
      'one',
      expect.stringContaining('already_exists'),
      expect.stringContaining('not_found'),
    ]);
    const once = ['first', 'first', 'first', 'last true'];
    await until('the workflow', async () => Bun.deepEquals(await ask('ran'), once));
    await ask('again');
    await until('its second run', async () => Bun.deepEquals(await ask('ran'), [...once, ...once]));
    expect(await ask('forget')).toEqual([{ id: 'none', code: 10_400 }]);
  });
});

async function openWorkerd(): Promise<Place> {
  const { workers } = convertV4MiniflareOptions({
    workers: [
      {
        name: 'probe',
        compatibilityDate: '2026-11-16',
        modulesRoot: '/',
        modules: [
          { type: 'ESModule', path: '/probe.js', contents: await Bun.file(await buildProbe(true)).text() },
        ],
        d1Databases: { DB: 'db' },
        kvNamespaces: { VALUES: 'values' },
        durableObjects: { COUNTERS: { className: 'Counter', useSQLite: true } },
        workflows: { FLOW: { name: 'flow', className: 'Flow' } },
        queueProducers: { WORK: { queueName: 'work' } },
        queueConsumers: {
          work: { maxBatchTimeout: 0, maxRetries: 1, deadLetterQueue: 'dead' },
          dead: { maxBatchTimeout: 0 },
        },
      },
    ],
  } as never);
  const miniflare = new Miniflare({
    ...{ cf: false, enableDevRegistry: false, telemetry: { enabled: false }, workers },
  } as never);
  await miniflare.ready;
  const worker = await miniflare.getWorker('probe');
  return {
    ask: async (path) => (await worker.fetch(`http://probe/${path}`)).json(),
    close: () => miniflare.dispose(),
  };
}

async function openHere(): Promise<Place> {
  const joined = await import(await buildProbe(false));
  await Bun.write(`${folder}/migrations/db/0001_first.sql`, 'CREATE TABLE migrated (id);');
  const stores = openStores({
    ...{ folder: `${folder}/data`, migrations: `${folder}/migrations`, joined },
    context: { waitUntil: (work) => void work.catch(() => {}) },
    config: {
      databases: [{ binding: 'DB', name: 'db' }],
      values: ['VALUES'],
      objects: [{ binding: 'COUNTERS', className: 'Counter' }],
      workflows: [{ binding: 'FLOW', name: 'flow', className: 'Flow' }],
      producers: [{ binding: 'WORK', queue: 'work' }],
      consumers: {
        work: { maxBatchTimeout: 0, maxRetries: 1, deadLetterQueue: 'dead' },
        dead: { maxBatchTimeout: 0 },
      },
      crons: [],
    },
  });
  stores.start({ crons: false });
  return {
    ask: async (path) => (await joined.default.fetch(new Request(`http://probe/${path}`), stores.env)).json(),
    close() {
      stores.stop();
      stores.close();
    },
  };
}

/** Builds the worker that asks. @returns the path of its bundle */
async function buildProbe(forWorkerd: boolean): Promise<string> {
  const outdir = `${folder}/${forWorkerd ? 'workerd' : 'here'}`;
  await Bun.build({
    ...{ entrypoints: [`${import.meta.dir}/probe.helper.ts`], outdir, naming: 'probe.js', format: 'esm' },
    ...(forWorkerd ? { external: ['cloudflare:*'] } : { target: 'bun' as const }),
    plugins: forWorkerd
      ? []
      : [
          {
            name: 'workers',
            setup(build) {
              build.onResolve({ filter: /^cloudflare:workers$/ }, () => ({
                path: `${dirname(import.meta.dir)}/cloudflare-workers.ts`,
              }));
            },
          },
        ],
  });
  return `${outdir}/probe.js`;
}
