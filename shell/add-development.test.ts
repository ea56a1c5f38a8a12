import { afterAll, describe, expect, test } from 'bun:test';
import { sealReleaseMap } from '@jogakbo/edge/seal-release-map';
import { createTestShell } from './create-test-shell.helper.ts';

/** The server of `bun run dev`, and another server on this machine. The shell must not fetch anything from the second. */
const asked: string[] = [];
const developer = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch({ url }) {
    asked.push(new URL(url).pathname);
    return new Response('of the developer');
  },
});
const neighbor = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response('of the neighbor') });
afterAll(() => Promise.all([developer.stop(true), neighbor.stop(true)]));
const shop = await createTestShell({ DEV: developer.url.origin, PLAIN_HTTP: '1' });

describe('the routes for developers', () => {
  test.each(['localhost:8787', '127.0.0.1:8787', '[::1]:8787'])('answer at %s', async (host) => {
    expect(await (await shop.fetch(`http://${host}/_dev/reload.js`)).text()).toBe('of the developer');
    expect((await shop.fetch(`http://${host}/_dev/faults`)).status).toBe(200);
  });

  test.each(['evil.example', 'localhost.evil.example', '192.168.0.2:8787'])(
    'do not answer at %s',
    async (host) => {
      for (const path of ['/_dev/reload.js', '/_dev/events', '/_dev/faults'])
        expect((await shop.fetch(`http://${host}${path}`)).status).toBe(404);
      expect((await shop.fetch(`http://${host}/_dev/faults`, { method: 'DELETE' })).status).toBe(404);
    },
  );

  test.each([
    '/_dev/other',
    '/_dev/events/x',
    `/_dev/../..//${neighbor.url.host}/`,
    `/_dev//${neighbor.url.host}/`,
    `/_dev/%2e%2e//${neighbor.url.host}/`,
    `/_dev/${encodeURIComponent(`//${neighbor.url.host}/`)}`,
  ])('fetch nothing else: %s', async (path) => {
    asked.length = 0;
    const answer = await shop.fetch(`http://localhost:8787${path}`);
    expect(await answer.text()).not.toContain('of the');
    expect(asked).toEqual([]);
    // The console answers a person who types a wrong address, and no other server does.
    const page = await shop.fetch(`http://localhost:8787${path}`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toContain('of the neighbor');
  });

  test.each([
    '',
    '/slices',
    '/slices.json',
    '/graph',
    '/traces',
    `/traces/${'a'.repeat(32)}`,
    '/queues.json',
  ])('show the console at /_dev%s', async (path) => {
    asked.length = 0;
    expect(await (await shop.fetch(`http://localhost:8787/_dev${path}`)).text()).toBe('of the developer');
    expect(asked).toEqual([`/_dev${path}`]);
  });

  test('show the faults as a page to a person, and as JSON to a program', async () => {
    const ask = (accept: string) => shop.fetch('http://localhost:8787/_dev/faults', { headers: { accept } });
    expect(await (await ask('text/html,*/*')).text()).toBe('of the developer');
    expect(await (await ask('application/json')).json()).toEqual([]);
  });

  test('set and clear a fault by a form', async () => {
    const list = async () => (await shop.fetch('http://localhost:8787/_dev/faults')).json();
    const send = (fields: Record<string, string>) => shop.post('http://localhost:8787/_dev/faults', fields);
    const set = await send({ fragment: 'pricing/price', kind: 'slow', ms: '300', copy: 'any' });
    expect([set.status, set.headers.get('location')]).toEqual([303, '/_dev/faults']);
    expect(await list()).toEqual([{ fragment: 'pricing/price', kind: 'slow', ms: 300, copy: 'any' }]);
    expect((await send({ fragment: 'price', kind: 'slow' })).status).toBe(422);
    expect((await send({ kind: 'none' })).status).toBe(303);
    expect(await list()).toEqual([]);
  });

  test('replace the release map of a shop that takes over another program, if the key of the shop signed it', async () => {
    const kept: { map: string | null } = { map: null };
    const RELEASES = {
      get: async () => kept.map,
      put: async (_: string, map: string) => {
        kept.map = map;
      },
    } as unknown as string;
    const settings = { DEV: 'faults', PLAIN_HTTP: '1', RELEASES, LEGACY_ROUTES: '{"*":0}' };
    const taking = await createTestShell({ ...settings, LEGACY_ORIGIN: 'http://127.0.0.1:1' });
    const address = 'http://localhost:8787/_dev/release-map';
    const put = (to: typeof taking, map: string) =>
      to.fetch(address, {
        ...{ method: 'PUT', body: JSON.stringify({ map }) },
        headers: { 'content-type': 'application/json' },
      });
    const isOurs = async () => (await taking.fetch('http://localhost:8787/search?q=x')).status === 200;
    const about = { since: new Date().toISOString(), by: 'mina', why: 'test' };
    const map = { number: 1, slices: {}, takeover: { routes: { '/search': 100 }, parts: {}, ...about } };
    expect(await isOurs()).toBe(false);
    expect((await put(taking, 'no map')).status).toBe(422);
    expect((await put(taking, await sealReleaseMap(map, shop.ownKey))).status).toBe(422);
    expect([kept.map, await isOurs()]).toEqual([null, false]);
    const sealed = await sealReleaseMap(map, taking.ownKey);
    expect((await put(taking, sealed)).status).toBe(204);
    expect(await (await taking.fetch(address)).json()).toEqual({ map: sealed });
    // The next request follows the map, without a wait.
    expect(await isOurs()).toBe(true);
    const alone = await createTestShell(settings);
    expect((await put(alone, await sealReleaseMap(map, alone.ownKey))).status).toBe(409);
  });

  test('do not exist in production', async () => {
    const production = await createTestShell();
    for (const path of ['reload.js', 'release-map'])
      expect((await production.fetch(`https://localhost/_dev/${path}`)).status).toBe(404);
  });
});
