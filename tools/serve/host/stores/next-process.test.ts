import { afterAll, expect, test } from 'bun:test';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../../tests/until.helper.ts';
import { createAlarms } from './create-alarms.ts';
import { createObjects } from './create-objects.ts';
import { createQueues } from './create-queues.ts';
import { createWorkflow } from './create-workflow.ts';
import { openSqlite } from './open-sqlite.ts';
import { isDue, isKnownCron } from './start-clock.ts';

const root = await mkdtemp(join(tmpdir(), 'jogakbo-next-'));
afterAll(() => rm(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => `${root}/${++folders}`;
/** What a process that is killed now leaves behind. */
function kill(folder: string): string {
  const next = newFolder();
  cpSync(folder, next, { recursive: true });
  return next;
}
const never = new Promise<never>(() => {});
const waitUntil = () => {};

test('a message that no consumer has taken is delivered by the next process', async () => {
  const folder = newFolder();
  const open = (from: string, take: (bodies: unknown[]) => Promise<unknown>) =>
    createQueues({
      ...{ sqlite: openSqlite(`${from}/queues.sqlite`), consumers: { work: { maxBatchTimeout: 0 } } },
      take: (batch) => take(batch.messages.map(({ body }) => body)),
      onFault() {},
    });
  const first = open(folder, () => never);
  first.start();
  await first.producerOf('work').sendBatch([{ body: 'kept' }, { body: { also: 1 } }]);
  const taken: unknown[] = [];
  const second = open(kill(folder), async (bodies) => taken.push(...bodies));
  second.start();
  await until('both', () => taken.length === 2);
  expect(taken).toEqual(['kept', { also: 1 }]);
});

test('a message that was acknowledged is not delivered again after its consumer fails', async () => {
  const taken: unknown[] = [];
  const queues = createQueues({
    ...{ sqlite: openSqlite(`${newFolder()}/queues.sqlite`), consumers: { work: { maxBatchTimeout: 0 } } },
    async take({ messages: [first, ...others] }) {
      taken.push([first?.body, ...others.map(({ body }) => body)]);
      first?.ack();
      if (others.length > 0) throw new Error('later');
    },
    onFault() {},
  });
  queues.start();
  await queues.producerOf('work').sendBatch([{ body: 'a' }, { body: 'b' }]);
  await until('the second delivery', () => taken.length === 2);
  expect(taken).toEqual([['a', 'b'], ['b']]);
});

test('a workflow goes on after its last step in the next process', async () => {
  const folder = newFolder();
  const ran: string[] = [];
  const open = (from: string, last: () => Promise<void>) =>
    createWorkflow({
      ...{ sqlite: openSqlite(`${from}/workflows.sqlite`), name: 'flow', waitUntil, onFault() {} },
      async run({ payload }, step) {
        const first = await step.do('first', async () => {
          ran.push('first');
          return payload;
        });
        await step.do('last', async () => {
          ran.push(`last ${first}`);
          await last();
        });
      },
    });
  await open(folder, () => never).create({ id: 'one', params: 'order' });
  await until('the last step', () => ran.length === 2);
  const next = open(kill(folder), async () => {});
  next.resume();
  const one = await next.get('one');
  await until('its end', async () => (await one.status()).status === 'complete');
  expect(ran).toEqual(['first', 'last order', 'last order']);
});

test('a workflow that was restarted stores nothing of its earlier run', async () => {
  const results: string[] = [];
  let runs = 0;
  const first = Promise.withResolvers<void>();
  const flow = createWorkflow({
    ...{ sqlite: openSqlite(`${newFolder()}/workflows.sqlite`), name: 'flow', waitUntil, onFault() {} },
    async run(_, step) {
      const run = ++runs;
      const value = await step.do('work', async () => {
        if (run === 1) await first.promise;
        return `run ${run}`;
      });
      results.push(value);
    },
  });
  const one = await flow.create({ id: 'one' });
  await until('its first run', () => runs === 1);
  await one.restart();
  await until('its second run', async () => (await one.status()).status === 'complete');
  first.resolve();
  await Bun.sleep(0);
  expect(results).toEqual(['run 2']);
});

let made = 0;

class Item {
  readonly #storage;
  constructor(state: {
    storage: { sql: { exec(sql: string): { toArray(): unknown[] } }; setAlarm(time: number): unknown };
  }) {
    made += 1;
    this.#storage = state.storage;
    this.#storage.sql.exec('CREATE TABLE IF NOT EXISTS event (text TEXT)');
  }
  async change(wait: number) {
    this.#storage.sql.exec("INSERT INTO event VALUES ('changed')");
    await this.#storage.setAlarm(Date.now() + wait);
  }
  alarm() {
    this.#storage.sql.exec("INSERT INTO event VALUES ('rung')");
  }
  list() {
    return this.#storage.sql.exec('SELECT text FROM event').toArray();
  }
}

function openItems(folder: string, mostOpen = 10) {
  const alarms = createAlarms(openSqlite(`${folder}/objects.sqlite`), 'Item');
  const options = { Class: Item as never, env: {}, alarms, mostOpen, waitUntil, onFault() {} };
  return createObjects({ folder: `${folder}/Item`, ...options });
}

test('an alarm that was set rings in the next process, where the object has its data', async () => {
  const folder = newFolder();
  await openItems(folder).getByName('1').change?.(0);
  const next = openItems(kill(folder));
  next.start();
  const item = next.getByName('1') as unknown as Item;
  await until('the alarm', async () => (await item.list()).length === 2);
  expect(await item.list()).toEqual([{ text: 'changed' }, { text: 'rung' }]);
});

test('an object that does nothing is closed when many are open, and has its data when it is called again', async () => {
  made = 0;
  const items = openItems(newFolder(), 2);
  const names = ['1', '2', '3'];
  for (const name of names) await items.getByName(name).change?.(3_600_000);
  for (const name of names) expect(await items.getByName(name).list?.()).toEqual([{ text: 'changed' }]);
  expect(made).toBeGreaterThan(names.length);
});

test.each([
  ['* * * * *', '2026-01-01T05:07:00Z', true],
  ['17 * * * *', '2026-01-01T05:17:00Z', true],
  ['17 * * * *', '2026-01-01T05:18:00Z', false],
  ['30 18 * * *', '2026-01-01T18:30:00Z', true],
  ['30 18 * * *', '2026-01-01T17:30:00Z', false],
])('the trigger %s at %s: %p', (cron, time, due) => {
  expect(isKnownCron(cron)).toBe(true);
  expect(isDue(cron, new Date(time))).toBe(due);
});

test('a trigger of another form is not known', () => {
  expect(['*/5 * * * *', '* * *', '0 0 * * MON'].map(isKnownCron)).toEqual([false, false, false]);
});
