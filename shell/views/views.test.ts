import { expect, test } from 'bun:test';
import type { ReleaseMap } from '@jogakbo/contracts/release-map';
import { chooseGroup, toReleaseKey } from '@jogakbo/edge/choose-arm';
import { sealReleaseMap } from '@jogakbo/edge/seal-release-map';
import { until } from '../../tests/until.helper.ts';
import { createTestShell } from '../create-test-shell.helper.ts';
import { toDataPoint, toViewPoint, type ViewDataset, type ViewPoint, viewValues } from './view-point.ts';

type Row = Parameters<ViewDataset['writeDataPoint']>[0];
const workers = { 'jogakbo-menu': { id: '00000000-0000-4000-8000-000000000002', build: 'test' } };
const about = { since: '2026-11-26T00:00:00.000Z', by: 'mina', why: 'test' };
const stable = { 'jogakbo-menu': { id: '00000000-0000-4000-8000-000000000001', build: 'test' } };
const release = toReleaseKey(workers);

/** A shell that records views, with a release of menu under way if `percent` is given. */
async function createRecording({
  percent,
  share = 'none',
  ...settings
}: {
  percent?: number;
  share?: string;
  SEARCH_FRONTEND?: string;
}) {
  const rows: Row[] = [];
  const kept: { map: string | null } = { map: null };
  const bindings = {
    VIEWS: { writeDataPoint: (row: Row) => void rows.push(row) },
    RELEASES: { get: async () => kept.map },
  };
  const shell = await createTestShell({
    BEACON_SHARE: share,
    ...settings,
    ...(bindings as unknown as Record<string, string>),
  });
  if (percent !== undefined) {
    const slices: ReleaseMap['slices'] = { menu: { ...about, stable, canary: { workers, percent } } };
    kept.map = await sealReleaseMap({ number: 1, slices }, shell.ownKey);
  }
  const open = async (path: string, headers: Record<string, string> = {}) => {
    const text = await (await shell.fetch(path, { headers })).text();
    return / data-beacon="([^"]*)"/.exec(text)?.[1];
  };
  const report = async (body: string, headers: Record<string, string> = {}) => {
    const sent = { ...headers, 'content-type': 'application/json' };
    return (await shell.fetch('/_beacon', { method: 'POST', body, headers: sent })).status;
  };
  const points = () => rows.splice(0).map((row) => toViewPoint(toRow(row))?.point as ViewPoint);
  return { shell, open, report, points };
}

/** The columns that SQL returns for a point. */
function toRow({ indexes, blobs, doubles }: Row) {
  const texts = ['kind', 'page', 'slice', 'arm', 'release', 'version', 'source', 'visitor', 'details'];
  return {
    timestamp: '2026-11-26 00:00:00',
    trace: indexes[0],
    ...Object.fromEntries(texts.map((name, index) => [name, blobs[index]])),
    ...Object.fromEntries(viewValues.map((name, index) => [name, doubles[index]])),
  };
}

const beacon = {
  ...{ trace: 'a'.repeat(32), page: '/products/:product', arms: [`menu=canary:${release}`], errors: 0 },
  ...{ events: ['cart:updated'], versions: { menu: 'test', cart: 'b1' }, LCP: 1200, INP: 40.5, CLS: 0.01 },
};

test('every view of a release’s arms is recorded, and its page brings the beacon', async () => {
  const { open, points } = await createRecording({ percent: 100 });
  const attribute = await open('/?lang=en', { cookie: '__Host-arm=00ab' });
  const [file, path, trace = '', page, ...arms] = attribute?.split(' ') ?? [];
  expect([file, path, page, arms]).toEqual([
    ...['/assets/shell/test/beacon.js', '/_beacon', '/', [`menu=canary:${release}`]],
  ]);
  const [point, ...others] = points();
  expect(others).toEqual([]);
  expect(point).toMatchObject({
    kind: 'page',
    trace,
    slice: 'menu',
    arm: 'canary',
    release,
    version: 'test',
  });
  expect(point).toMatchObject({ visitor: '00ab', source: 'fresh', values: { serverError: 0 } });
  expect(point?.details).toContain('menu/strip ');
});

test('as many visitors as those of the canary are the control, and nobody else is recorded', async () => {
  const { open, points } = await createRecording({ percent: 20 });
  const visitors = Array.from({ length: 40 }, (_, number) => (number * 1_601).toString(16).padStart(4, '0'));
  for (const visitor of visitors) await open('/terms', { cookie: `__Host-arm=${visitor}` });
  const expected = visitors.flatMap((visitor) => {
    const arm = chooseGroup('menu', { ...about, stable, canary: { workers, percent: 20 } }, visitor);
    return arm ? [`${visitor} ${arm}`] : [];
  });
  expect(points().map(({ visitor, arm }) => `${visitor} ${arm}`)).toEqual(expected);
  expect(new Set(expected.map((line) => line.slice(5)))).toEqual(new Set(['canary', 'control']));
});

test.each([
  ['Sec-GPC', { 'sec-gpc': '1' }],
  ['Do-Not-Track', { dnt: '1' }],
])('a browser with %s is not measured', async (_, headers) => {
  const { open, report, points } = await createRecording({ percent: 100 });
  expect(await open('/', headers)).toBeUndefined();
  expect(await report(JSON.stringify(beacon), headers)).toBe(204);
  expect(points()).toEqual([]);
});

test('outside of releases a share of the views is recorded, for each slice of the page, without a visitor', async () => {
  const none = await createRecording({});
  expect(await none.open('/')).toBeUndefined();
  expect(none.points()).toEqual([]);
  const all = await createRecording({ share: '100%' });
  expect(await all.open('/products/1?item=2')).toMatch(/ \/products\/:product$/);
  const points = all.points();
  expect(points.length).toBeGreaterThan(5);
  expect(new Set(points.map(({ arm, visitor }) => `${arm} ${visitor}`))).toEqual(new Set(['stable ']));
});

test('a failed fragment is a server error of the view, and a refusal is none', async () => {
  const { shell, open, points } = await createRecording({ percent: 100 });
  const answer = (status: number) => {
    shell.state.answer = ({ request }) =>
      request.url.includes('/fragments/strip') ? new Response(null, { status }) : undefined;
  };
  answer(403);
  await open('/terms');
  answer(500);
  await open('/terms');
  const seen = points();
  expect(seen.map(({ values }) => values.serverError)).toEqual([0, 1]);
  expect(seen[1]?.details).toContain('menu/strip error');
});

test('a slice that is not deployed is no error of the view', async () => {
  const { open, points } = await createRecording({ percent: 100, SEARCH_FRONTEND: '' });
  await open('/terms');
  expect(points().map(({ values }) => values.serverError)).toEqual([0]);
});

test('a beacon becomes a point for each release of its page', async () => {
  const { report, points } = await createRecording({});
  expect(await report(JSON.stringify(beacon))).toBe(204);
  expect(points()).toEqual([
    {
      ...{ kind: 'browser', trace: beacon.trace, page: beacon.page, slice: 'menu', arm: 'canary', release },
      ...{ version: 'test', source: '', visitor: '', details: '' },
      values: { clientError: 0, lcpMs: 1200, inpMs: 40.5, cls: 0.01, nothingAdded: 0 },
    },
  ]);
  await report(JSON.stringify({ ...beacon, arms: [], errors: 3, events: [], INP: undefined }));
  const others = points();
  expect(others.map(({ slice, arm, version }) => [slice, arm, version])).toEqual([
    ['menu', 'stable', 'test'],
    ['cart', 'stable', 'b1'],
  ]);
  expect(others[0]?.values).toEqual({ clientError: 1, lcpMs: 1200, cls: 0.01, nothingAdded: 1 });
});

test.each([
  ['no JSON', '{', 400],
  ['another form', '{}', 400],
  ['the address of a person’s order', JSON.stringify({ ...beacon, page: '/orders/o-1?x=1' }), 400],
  ['an unknown arm', JSON.stringify({ ...beacon, arms: ['menu=best:1'] }), 400],
  ['a negative time', JSON.stringify({ ...beacon, LCP: -1 }), 400],
  ['a long text', JSON.stringify({ ...beacon, padding: 'x'.repeat(5_000) }), 413],
])('a beacon with %s is refused', async (_, body, status) => {
  const { report, points } = await createRecording({});
  expect(await report(body)).toBe(status);
  expect(points()).toEqual([]);
});

test('a dataset that fails changes no answer', async () => {
  const { error } = console;
  const lines: string[] = [];
  console.error = (line) => void lines.push(String(line));
  const failing = { writeDataPoint: () => Promise.reject(new Error('full')) };
  const shell = await createTestShell({ VIEWS: failing as unknown as string });
  const headers = { 'content-type': 'application/json' };
  const answer = await shell.fetch('/_beacon', { method: 'POST', body: JSON.stringify(beacon), headers });
  await until('the line in the log', () => lines.length > 0);
  console.error = error;
  expect(answer.status).toBe(204);
  expect(lines.join()).toContain('full');
});

test('a point has the same form after its way through the columns', () => {
  const point: ViewPoint = {
    ...{ kind: 'page', trace: 'a', page: '/', slice: 'menu', arm: 'control', release: 'r', version: 'v' },
    ...{ source: 'cache', visitor: '00ff', details: 'x', values: { serverError: 0, fragmentMs: 0.5 } },
  };
  expect(toViewPoint(toRow(toDataPoint(point)))?.point).toEqual(point);
  expect(toViewPoint({ timestamp: '' })).toBeUndefined();
});
