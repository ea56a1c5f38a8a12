import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import * as v from 'valibot';
import { serveOldAssets } from '../../shell/serve-old-assets.ts';
import { createAccount } from '../../tests/create-account.helper.ts';
import { assetBucket, openAssetStore } from './asset-store.ts';
import { pruneAssets } from './prune-assets.ts';
import { storeAssets } from './store-assets.ts';
import { toVersionMessage } from './version-message.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-assets-'));
let account: ReturnType<typeof createAccount>;
let store: ReturnType<typeof openAssetStore>;
beforeAll(async () => {
  for (const digit of [1, 2, 3, 4]) {
    await Bun.write(`${folder}/${digit}/assets/cart/${toBuild(digit)}/lines.js`, `export default ${digit};`);
    await Bun.write(`${folder}/${digit}/favicon.svg`, '<svg/>');
  }
});
beforeEach(async () => {
  account = createAccount({ directory: folder });
  await account.cloudflare.post('/r2/buckets', { name: assetBucket }, v.unknown());
  store = openAssetStore(account.cloudflare, assetBucket);
  return () => account.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const toBuild = (digit: number) => `000000000${digit}`;
const pathOf = (digit: number) => `assets/cart/${toBuild(digit)}/lines.js`;
const day = (number: number) => new Date(Date.parse('2026-11-01T00:00:00Z') + number * 24 * 60 * 60 * 1_000);

/** Stores the files of a version, as its deploy does. */
const deploy = (digit: number, at: number, deployed: number[] = []) =>
  storeAssets({ store, directory: `${folder}/${digit}`, deployed: deployed.map(toBuild), now: day(at) });
const prune = (at: number) =>
  pruneAssets({ cloudflare: account.cloudflare, store, now: day(at) }, 'cart', 'jogakbo-cart');

test('a page that was opened before three deploys finds its files', async () => {
  expect(await deploy(1, 0)).toEqual([`cart ${toBuild(1)}`]);
  for (const digit of [2, 3, 4]) await deploy(digit, digit);
  // No worker has any of the files now.
  const shell = new Hono().use(serveOldAssets());
  const env = { OLD_ASSETS: account.bucketOf(assetBucket) };
  for (const digit of [1, 2, 3, 4]) {
    const answer = await shell.request(`/${pathOf(digit)}`, {}, env);
    expect([answer.status, await answer.text()]).toEqual([200, `export default ${digit};`]);
    expect(answer.headers.get('content-type')).toContain('text/javascript');
  }
  const keys = [...account.bucketOf(assetBucket).objects.keys()];
  expect(keys.sort()).toEqual([...[1, 2, 3, 4].map(pathOf), 'index/cart.json']);
});

test('the same files are sent once', async () => {
  await deploy(1, 0);
  expect(await deploy(1, 1)).toEqual([]);
  expect((await store.list('cart')).map(({ build, usedAt }) => [build, usedAt])).toEqual([
    [toBuild(1), day(1).toISOString()],
  ]);
});

test('a deploy that was interrupted sends all files again', async () => {
  account.endAfter(1);
  await expect(deploy(1, 0)).rejects.toThrow('not available now');
  account.endAfter(Number.POSITIVE_INFINITY);
  expect(await deploy(1, 0)).toEqual([`cart ${toBuild(1)}`]);
  expect(account.bucketOf(assetBucket).objects.has(pathOf(1))).toBe(true);
});

test('files are removed 30 days after their version has left the deployment', async () => {
  await deploy(1, 0);
  await deploy(2, 10, [1]);
  await deploy(3, 20, [1, 2]);
  await deploy(4, 21, [3]);
  expect(await prune(50)).toEqual([]);
  expect(await prune(51)).toEqual([
    { slice: 'cart', build: toBuild(1), files: 1, usedAt: day(20).toISOString() },
    { slice: 'cart', build: toBuild(2), files: 1, usedAt: day(20).toISOString() },
  ]);
  expect([...account.bucketOf(assetBucket).objects.keys()].sort()).toEqual([
    ...[pathOf(3), pathOf(4), 'index/cart.json'],
  ]);
  expect(await prune(51)).toEqual([]);
  // The newest two stay, as the deployment of the shell does not say which of them serves.
  expect(await prune(400)).toEqual([]);
});

test('a version in the deployment keeps its files, and one that left it lately does, too', async () => {
  for (const digit of [1, 2, 3, 4]) await deploy(digit, digit);
  const versions = [1, 2].map((digit) => ({
    ...{
      id: `00000000-0000-4000-8000-00000000000${digit}`,
      number: digit,
      created: day(digit).toISOString(),
    },
    annotations: { 'workers/message': toVersionMessage(toBuild(digit)) },
    bindings: [],
  }));
  const share = (version_id = '') => [{ version_id, percentage: 100 }];
  const deployments = [2, 1].map((digit, index) => ({
    ...{ id: crypto.randomUUID(), created: day(index * 50).toISOString(), source: 'wrangler' },
    ...{ versions: share(versions[digit - 1]?.id), annotations: {} },
  }));
  const script = { name: 'jogakbo-cart', versions, deployments, classes: {}, created: day(0).toISOString() };
  account.account.scripts['jogakbo-cart'] = script as never;
  expect((await prune(60)).map(({ build }) => build)).toEqual([]);
  expect((await prune(81)).map(({ build }) => build)).toEqual([toBuild(2)]);
});

test('a prune that was interrupted is completed by the next one', async () => {
  for (const digit of [1, 2, 3, 4]) await deploy(digit, digit);
  account.endAfter(4);
  await expect(prune(100)).rejects.toThrow('not available now');
  account.endAfter(Number.POSITIVE_INFINITY);
  expect((await prune(100)).map(({ build }) => build)).toEqual([1, 2].map(toBuild));
});

test('an index in another form is named, and nothing is changed', async () => {
  await account.cloudflare.putText(`/r2/buckets/${assetBucket}/objects/index/cart.json`, '{}');
  await expect(deploy(1, 0)).rejects.toThrow('index/cart.json in the bucket jogakbo-assets has another form');
  expect(account.bucketOf(assetBucket).objects.size).toBe(1);
});
