import { afterAll, expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Hono } from 'hono';
import { toDataPoint, type ViewPoint } from '../../../shell/views/view-point.ts';
import { createAnalytics } from '../../cloud/api/create-analytics.ts';
import { ApiError, toRefusal } from '../../cloud/api-error.ts';
import { createCloudflare } from '../../deploy/cloudflare.ts';
import { readViews } from './read-views.ts';

const directory = mkdtempSync(`${tmpdir()}/views-`);
let now = Date.parse('2026-11-26T00:00:00Z');
const analytics = createAnalytics({ directory }, () => new Date(now));
const app = new Hono();
analytics.addPoints(app);
analytics.addQueries(app);
app.onError((error, c) =>
  error instanceof ApiError ? c.json(toRefusal(error.code, error.message), error.status) : c.text('', 500),
);
const server = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  fetch: (request) => app.fetch(new Request(request.url.replace('/accounts/a', ''), request)),
});
afterAll(async () => {
  await server.stop(true);
  analytics.close();
  rmSync(directory, { recursive: true });
});

const cloudflare = createCloudflare({
  api: server.url.origin,
  accountId: 'a',
  token: 't',
  wait: async () => {},
});
const read = (most?: number) =>
  readViews(
    {
      ...{ cloudflare, environment: undefined, slice: 'cart', release: 'r1' },
      now: new Date(now),
    },
    most,
  );
const base: ViewPoint = {
  ...{ kind: 'page', trace: 'a', page: '/', slice: 'cart', arm: 'canary', release: 'r1', version: 'v' },
  ...{ source: 'fresh', visitor: '0001', details: '', values: { serverError: 0, fragmentMs: 12.5 } },
};
const write = (point: ViewPoint) =>
  app.request('/internal/points?dataset=jogakbo_views', {
    ...{ method: 'POST', body: JSON.stringify(toDataPoint(point)) },
  });

test('before the first point there are no views', async () => {
  expect(await read()).toEqual([]);
});

test('the points of a release and of the stable version are read in the order of time, in several answers', async () => {
  const beacon: ViewPoint = { ...base, kind: 'browser', values: { clientError: 1 } };
  const foreign = [
    { ...base, slice: 'menu', trace: 'x' },
    { ...base, release: 'r0', trace: 'y' },
  ];
  const later = Array.from(
    { length: 7 },
    (_, each): ViewPoint => ({ ...base, trace: `b${each}`, arm: 'control' }),
  );
  const usual: ViewPoint = { ...base, arm: 'stable', release: '', trace: 'c', visitor: '' };
  for (const point of [beacon, base, ...foreign, usual]) await write(point);
  for (const point of later) {
    now += 1_000;
    await write(point);
  }
  const all = await read();
  expect(all.map(({ trace }) => trace)).toEqual(['a', 'c', 'a', ...later.map(({ trace }) => trace)]);
  expect(all[0]).toEqual(base);
  expect(await read(5)).toEqual(all);
});

test('a query that is refused says what the token needs', async () => {
  const refusing = createCloudflare({
    ...{ api: `${server.url.origin}/none`, accountId: 'a', token: 't', wait: async () => {} },
  });
  await expect(refusing.rows('SELECT 1')).rejects.toThrow('Account Analytics: Read');
});
