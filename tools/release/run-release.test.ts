import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseMapKey } from '@jogakbo/contracts/release-map';
import { createKeys } from '@jogakbo/edge/create-keys';
import { peekReleaseMap } from '@jogakbo/edge/seal-release-map';
import { createAccount } from '../../tests/create-account.helper.ts';
import type { Command } from './plan-release.ts';
import { runRelease } from './run-release.ts';

const directory = await mkdtemp(join(tmpdir(), 'jogakbo-run-release-'));
afterAll(() => rm(directory, { recursive: true, force: true }));
const made = await createKeys(['shell'], 'now');
const keys = { own: made.own.shell as string, all: made.all };
const names = ['jogakbo-cart', 'jogakbo-cart-service'];
const start = Date.parse('2026-11-26T00:00:00Z');

/** The id of a version of a worker: `v1` serves, and `v2` waits in the deployment. */
const idOf = (name: string, version: number) =>
  `00000000-0000-4000-8000-0000000000${names.indexOf(name)}${version}`;

/** An account with a slice of two workers. */
function createShop(onRequest?: () => void) {
  const shop = createAccount({ directory, ...(onRequest ? { onRequest } : {}) });
  const created = new Date(start).toISOString();
  for (const name of names) {
    const versions = [1, 2].map((number) => ({
      ...{ id: idOf(name, number), number, created, annotations: {}, bindings: [] },
    }));
    const shares = [
      { version_id: idOf(name, 1), percentage: 100 },
      { version_id: idOf(name, 2), percentage: 0 },
    ];
    const deployments = [
      { id: crypto.randomUUID(), created, source: 'wrangler', versions: shares, annotations: {} },
    ];
    shop.account.scripts[name] = { name, created, versions, deployments, classes: {} } as never;
  }
  const namespace = { id: 'n', title: 'jogakbo-shell-releases' };
  shop.account.namespaces.push(namespace);
  let now = start;
  return {
    ...shop,
    async release(command: Command) {
      // A change that was interrupted blocks others for half a minute.
      now += 60_000;
      await runRelease({
        ...{ cloudflare: shop.cloudflare, environment: undefined, slice: 'cart', workers: names },
        ...{ command, keys, by: 'mina', why: 'test', now: () => new Date(now), say() {} },
      });
    },
    async readMap() {
      const path = `/storage/kv/namespaces/${namespace.id}/values/${releaseMapKey}`;
      const text = await shop.cloudflare.findText(path);
      return text === undefined ? undefined : peekReleaseMap(text)?.slices.cart;
    },
    /** The number of the version that serves all requests, of each worker. */
    mains: () =>
      names.map((name) => {
        const shares = shop.account.scripts[name]?.deployments.at(-1)?.versions ?? [];
        const main = shares.find(({ percentage }) => percentage === 100)?.version_id;
        return [1, 2].find((version) => idOf(name, version) === main);
      }),
  };
}
const toIds = (version: number) =>
  Object.fromEntries(names.map((name) => [name, { id: idOf(name, version) }]));
const promote: Command = { kind: 'promote' };

/** Ends the API after each request of a command, and looks at what is left. */
async function interrupt(
  command: Command,
  before: Command[],
  look: (shop: ReturnType<typeof createShop>) => Promise<void>,
) {
  let requests = 0;
  let counts = false;
  const whole = createShop(() => void (counts && requests++));
  for (const each of before) await whole.release(each);
  counts = true;
  await whole.release(command);
  await whole.close();
  expect(requests).toBeGreaterThan(10);
  for (let count = 0; count < requests; count++) {
    const shop = createShop();
    for (const each of before) await shop.release(each);
    shop.endAfter(count);
    await expect(shop.release(command), `after ${count} requests`).rejects.toThrow('not available now');
    shop.endAfter(Number.POSITIVE_INFINITY);
    await look(shop);
    await shop.close();
  }
}

test('a promotion that ends after any of its requests is whole or nothing for visitors, and is completed by the next one', async () => {
  await interrupt(promote, [], async (shop) => {
    const map = await shop.readMap();
    expect(map?.stable ?? toIds(1)).toEqual(map ? toIds(2) : toIds(1));
    if (!map) expect(shop.mains()).toEqual([1, 1]);
    await shop.release(promote);
    expect(await shop.readMap()).toMatchObject({ stable: toIds(2), previous: toIds(1) });
    expect(shop.mains()).toEqual([2, 2]);
    await shop.release({ kind: 'rollback' });
    expect(await shop.readMap()).toMatchObject({ stable: toIds(1) });
    expect(shop.mains()).toEqual([1, 1]);
  });
}, 180_000);

test('a rollback that ends after any of its requests is completed by the next one', async () => {
  await interrupt({ kind: 'rollback' }, [promote], async (shop) => {
    const map = await shop.readMap();
    expect([1, 2].some((version) => Bun.deepEquals(map?.stable, toIds(version)))).toBe(true);
    await shop.release({ kind: 'rollback' });
    expect(await shop.readMap()).toMatchObject({ stable: toIds(1) });
    expect(shop.mains()).toEqual([1, 1]);
  });
}, 180_000);

test('of two people who make the first release of a shop at the same moment, one that loses learns who won', async () => {
  const shop = createShop();
  const percent: Command = { kind: 'percent', percent: 5 };
  const outcomes = await Promise.allSettled([shop.release(percent), shop.release(percent)]);
  const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : []));
  expect(lost.length).toBeLessThan(2);
  for (const reason of lost)
    expect(reason).toMatch(/mina (has just changed cart|is changing the releases now)/);
  expect(await shop.readMap()).toMatchObject({ canary: { percent: 5 } });
  await shop.close();
});
