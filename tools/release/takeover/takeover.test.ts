import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseMapKey, type Takeover } from '@jogakbo/contracts/release-map';
import { createKeys } from '@jogakbo/edge/create-keys';
import { openReleaseMap, peekReleaseMap } from '@jogakbo/edge/seal-release-map';
import { createAccount } from '../../../tests/create-account.helper.ts';
import { openReleaseLog } from '../release-log.ts';
import { openStores } from '../run-release.ts';
import { changeInDev } from './change-in-dev.ts';
import { planTakeover, type TakeoverCommand } from './plan-takeover.ts';
import { runTakeover } from './run-takeover.ts';

const about = { since: '2026-11-26T00:00:00.000Z', by: 'mina', why: 'test' };
const plan = (now: Takeover | undefined, command: TakeoverCommand) => planTakeover({ now, command, about });
const change = (routes: string[], parts: string[] = []): TakeoverCommand => ({
  kind: 'change',
  routes,
  parts,
});

test('a change keeps the other entries, and none removes one', () => {
  const now = { routes: { '*': 0, '/search': 10 }, parts: { '/p': { price: 5, stars: 1 } }, ...about };
  expect(plan(now, change(['/search=50', '*=none'], ['/p price=100', '/p stars=none']))).toEqual({
    ok: true,
    takeover: {
      ...{ routes: { '/search': 50 }, parts: { '/p': { price: 100 } }, ...about },
      previous: { routes: now.routes, parts: now.parts },
    },
  });
});

test('a rollback goes back to the shares before, and a second one forward again', () => {
  const first = plan(undefined, change(['*=0']));
  const second = first.ok ? plan(first.takeover, change(['*=100'])) : first;
  const back = second.ok ? plan(second.takeover, { kind: 'rollback' }) : second;
  expect(back).toMatchObject({
    ok: true,
    takeover: { routes: { '*': 0 }, previous: { routes: { '*': 100 } } },
  });
  // Before the first change, the tables of the shell's variables counted.
  expect(plan(first.ok ? first.takeover : undefined, { kind: 'rollback' })).toMatchObject({
    ok: true,
    takeover: { routes: {}, parts: {} },
  });
  expect(plan(undefined, { kind: 'rollback' })).toMatchObject({ ok: false });
});

test.each([
  [change(['/search=101'])],
  [change(['/search'])],
  [change(['search=1'])],
  [change([], ['price=1'])],
  [change([], ['/p price=x'])],
])('%j is refused', (command) => {
  expect(plan(undefined, command)).toMatchObject({ ok: false });
});

test('a shop on a developer’s machine takes the shares over its own route, signed by its own key', async () => {
  const state = await mkdtemp(join(tmpdir(), 'jogakbo-takeover-'));
  const kept: { map: string | null } = { map: null };
  const shop = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0 },
    async fetch(request) {
      if (new URL(request.url).pathname !== '/_dev/release-map') return new Response(null, { status: 404 });
      if (request.method === 'PUT') kept.map = ((await request.json()) as { map: string }).map;
      return Response.json(kept);
    },
  });
  afterAll(async () => {
    await shop.stop(true);
    await rm(state, { recursive: true, force: true });
  });
  const said: string[] = [];
  const options = { url: shop.url.href, state, by: 'mina', why: 'test', now: () => new Date(about.since) };
  const run = (command: TakeoverCommand, url = options.url) =>
    changeInDev({ ...options, url, command, say: (line) => void said.push(line) });
  await expect(run(change(['/search=10']))).rejects.toThrow('bun run dev in this folder');
  const keys = await createKeys(['shell'], 'now');
  await Bun.write(`${state}/keys.json`, JSON.stringify(keys));
  await run(change(['/search=10']));
  await run(change(['/cart=100']));
  await run({ kind: 'rollback' });
  expect(said.at(-1)).toBe('Taken over now: /search 10 %.');
  expect(await openReleaseMap(kept.map ?? '', keys.all)).toMatchObject({
    ...{ number: 3, takeover: { routes: { '/search': 10 }, by: 'mina' } },
  });
  await expect(run(change(['/x']))).rejects.toThrow('A share is a number');
  await expect(run(change(['/x=1']), `${options.url}other`)).rejects.toThrow('is no shop of bun run dev');
  await expect(run(change(['/x=1']), 'http://127.0.0.1:1')).rejects.toThrow('Start it with bun run dev');
});

test('the command signs and publishes the shares, and a release of a slice keeps them', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'jogakbo-takeover-'));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  const made = await createKeys(['shell'], 'now');
  const keys = { own: made.own.shell as string, all: made.all };
  const { cloudflare, account } = createAccount({ directory });
  account.namespaces.push({ id: 'n', title: 'jogakbo-shell-releases' });
  const said: string[] = [];
  const now = () => new Date(about.since);
  await runTakeover({
    ...{ cloudflare, environment: undefined, keys, by: 'mina', why: 'first', now },
    ...{ command: change(['*=0', '/search=10']), say: (line: string) => void said.push(line) },
  });
  expect(said[0]).toBe('Taken over now: * 0 %, /search 10 %.');
  const log = openReleaseLog({
    ...(await openStores({ cloudflare, environment: undefined })),
    cloudflare,
    keys,
    now,
  });
  await log.change({}, { before: 1, by: 'jun', why: 'x', slice: 'cart', command: '--promote' });
  const text = await cloudflare.findText(`/storage/kv/namespaces/n/values/${releaseMapKey}`);
  expect(peekReleaseMap(text as string)).toMatchObject({
    ...{ number: 2, takeover: { routes: { '*': 0, '/search': 10 }, by: 'mina', why: 'first' } },
  });
});
