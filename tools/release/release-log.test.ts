import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { createKeys } from '@jogakbo/edge/create-keys';
import { openReleaseMap } from '@jogakbo/edge/seal-release-map';
import type { Cloudflare } from '../deploy/cloudflare.ts';
import { openReleaseLog } from './release-log.ts';

const made = await createKeys(['shell'], 'now');
const keys = { own: made.own.shell as string, all: made.all };
const entry = { stable: {}, since: '2026-11-26T00:00:00Z', by: 'mina', why: 'test' };
const about = { by: 'mina', why: 'test', slice: 'cart', command: '--percent 5' };

/** An account with a database and one value of KV. `state` says what fails. */
function createBench() {
  const database = new Database(':memory:');
  const state = { value: undefined as string | undefined, away: false, crashes: false, now: 1_000_000 };
  const cloudflare = {
    async post(_: string, body: { sql: string; params: (string | number)[] }) {
      return [{ results: database.query(body.sql).all(...body.params) }];
    },
    async putText(_: string, text: string) {
      if (state.away) throw new Error('The service is not available now.');
      state.value = text;
      if (state.crashes) await new Promise(() => {});
    },
    findText: async () => state.value,
  } as unknown as Cloudflare;
  const open = () =>
    openReleaseLog({
      ...{ cloudflare, database: 'd', namespace: 'n', keys },
      now: () => new Date(state.now),
    });
  return { state, open, numberInKv: async () => (await openReleaseMap(state.value ?? '', keys.all))?.number };
}

test('a change publishes a signed map, and the log keeps who, when and why', async () => {
  const { state, open, numberInKv } = createBench();
  const log = open();
  expect(await log.read()).toEqual({ number: 0, slices: {} });
  expect(await log.change({ cart: entry }, { ...about, before: 0 })).toBe(1);
  expect(await log.read()).toEqual({ number: 1, slices: { cart: entry } });
  expect(await numberInKv()).toBe(1);
  expect(await log.list(5)).toEqual([
    { number: 1, state: 'published', at: new Date(state.now).toISOString(), ...about },
  ]);
});

test('of two people who change the same map, one wins, and the other learns who did', async () => {
  const { open, numberInKv } = createBench();
  const [first, second] = [open(), open()];
  const outcomes = await Promise.allSettled([
    first.change({ cart: entry }, { ...about, before: 0, by: 'mina' }),
    second.change({ menu: entry }, { ...about, before: 0, by: 'jun' }),
  ]);
  const lost = outcomes.filter(({ status }) => status === 'rejected');
  expect(lost).toHaveLength(1);
  expect(String((lost[0] as PromiseRejectedResult).reason)).toMatch(
    /(mina|jun) (has just changed|is changing)/,
  );
  expect(await numberInKv()).toBe(1);
  expect(Object.keys((await open().read()).slices)).toHaveLength(1);
});

test('a change of a map that is no longer the newest is refused', async () => {
  const { open } = createBench();
  const log = open();
  await log.change({ cart: entry }, { ...about, before: 0 });
  await expect(log.change({}, { ...about, before: 0 })).rejects.toThrow('mina has just changed cart');
});

test('a map that cannot be published changes nothing, and the next change works', async () => {
  const { state, open, numberInKv } = createBench();
  const log = open();
  await log.change({}, { ...about, before: 0 });
  state.away = true;
  await expect(log.change({ cart: entry }, { ...about, before: 1 })).rejects.toThrow(
    'visitors keep the versions',
  );
  expect(await log.read()).toEqual({ number: 1, slices: {} });
  state.away = false;
  expect(await log.change({ cart: entry }, { ...about, before: 1 })).toBe(3);
  expect(await numberInKv()).toBe(3);
  expect((await log.list(5)).map((change) => change.state)).toEqual(['published', 'failed', 'published']);
});

test('a change that was killed blocks others for a moment, and counts if visitors have it', async () => {
  const { state, open } = createBench();
  const log = open();
  await log.change({}, { ...about, before: 0 });
  const before = state.value;
  state.crashes = true;
  void log.change({ cart: entry }, { ...about, before: 1 });
  while (state.value === before) await Bun.sleep(1);
  state.crashes = false;
  expect(await log.read()).toEqual({ number: 2, slices: { cart: entry } });

  state.crashes = true;
  const published = state.value;
  void log.change({}, { ...about, before: 2 });
  while (state.value === published) await Bun.sleep(1);
  Object.assign(state, { crashes: false, value: published });
  await expect(open().read()).rejects.toThrow('mina is changing the releases now');
  state.now += 31_000;
  expect(await open().read()).toMatchObject({ number: 2 });
});

test('a map that another key signed is no base for a change', async () => {
  const { open } = createBench();
  await open().change({}, { ...about, before: 0 });
  keys.all = (await createKeys(['shell'], 'other')).all;
  await expect(open().read()).rejects.toThrow('signed with a key that is not in the secrets file');
  keys.all = made.all;
});
