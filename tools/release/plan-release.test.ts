import { expect, test } from 'bun:test';
import type { SliceRelease } from '@jogakbo/contracts/release-map';
import { type Command, planRelease, type WorkerState } from './plan-release.ts';

const about = { by: 'mina', why: 'test', since: '2026-11-26T00:00:00.000Z' };
const [one, two, three] = ['v1', 'v2', 'v3'] as const;

/** The face of cart with three uploads, and its service with one. */
function createWorkers(shares: Record<string, number> = { v1: 100, v2: 0 }, migration = 'm1'): WorkerState[] {
  return [
    {
      name: 'cart',
      shares: Object.entries(shares).map(([version_id, percentage]) => ({ version_id, percentage })),
      versions: [three, two, one].map((id, index) => ({
        ...{ id, number: 3 - index, build: `b${3 - index}` },
        ...{ migration: id === one ? 'm1' : migration },
      })),
    },
    {
      name: 'cart-service',
      shares: [{ version_id: 's1', percentage: 100 }],
      versions: [{ id: 's1', number: 1 }],
    },
  ];
}
const stable = { cart: { id: one, build: 'b1' }, 'cart-service': { id: 's1' } };
const canary = { workers: { cart: { id: two, build: 'b2' } }, percent: 20 };
const promoted = { ...stable, cart: { id: two, build: 'b2' } };

function plan(command: Command, { entry, workers = createWorkers() }: Given = {}) {
  return planRelease({ slice: 'cart', entry: entry && { ...about, ...entry }, workers, command, about });
}
type Given = { entry?: Omit<SliceRelease, keyof typeof about>; workers?: WorkerState[] };
const to = (shares: Record<string, number>) => [
  {
    worker: 'cart',
    versions: Object.entries(shares).map(([version_id, percentage]) => ({ version_id, percentage })),
  },
];

test('a waiting version becomes the canary, and no deployment changes', () => {
  const planned = plan({ kind: 'percent', percent: 20 });
  expect(planned).toEqual({ ok: true, release: { ...about, stable, canary }, before: [], after: [] });
});

test('a named version enters its deployment at 0 % first', () => {
  const planned = plan({ kind: 'percent', percent: 5, version: three });
  expect(planned).toMatchObject({
    ok: true,
    release: { canary: { workers: { cart: { id: three, build: 'b3' } }, percent: 5 } },
    before: to({ v1: 100, v3: 0 }),
  });
});

test('the share of a canary changes, and nothing else', () => {
  const planned = plan({ kind: 'percent', percent: 50 }, { entry: { stable, canary } });
  expect(planned).toMatchObject({
    ...{ ok: true, before: [], after: [] },
    release: { stable, canary: { ...canary, percent: 50 } },
  });
});

test.each([
  ['a canary', { entry: { stable, canary } }],
  ['a waiting version', {}],
])('a promotion of %s makes it stable, and keeps the way back', (_, given) => {
  expect(plan({ kind: 'promote' }, given)).toEqual({
    ok: true,
    release: { ...about, stable: promoted, previous: { cart: stable.cart } },
    before: [],
    after: to({ v2: 100, v1: 0 }),
  });
});

test('a rollback ends the canary, and takes it out of the deployment', () => {
  const entry = { stable, canary, previous: { cart: { id: three } } };
  expect(plan({ kind: 'rollback' }, { entry })).toEqual({
    ok: true,
    release: { ...about, stable, previous: entry.previous },
    ...{ before: [], after: to({ v1: 100 }) },
  });
});

test('a rollback after a promotion goes back, once', () => {
  const workers = createWorkers({ v2: 100, v1: 0 });
  const back = plan(
    { kind: 'rollback' },
    { workers, entry: { stable: promoted, previous: { cart: stable.cart } } },
  );
  expect(back).toEqual({ ok: true, release: { ...about, stable }, before: [], after: to({ v1: 100 }) });
  // It was interrupted before the deployment changed.
  expect(plan({ kind: 'rollback' }, { workers, entry: { stable } })).toMatchObject({
    ...{ ok: true, after: to({ v1: 100 }) },
  });
  const done = plan({ kind: 'rollback' }, { workers: createWorkers({ v1: 100 }), entry: { stable } });
  expect(done).toMatchObject({ ok: false });
});

const percent = { kind: 'percent', percent: 5 } as const;
test.each<[string, Command, Given, string]>([
  ['a version that no worker has', { ...percent, version: 'v9' }, {}, 'keeps the last 100 uploads'],
  ['the stable version', { ...percent, version: one }, {}, 'is the stable version of cart already'],
  ['a third version', { ...percent, version: three }, { entry: { stable, canary } }, 'two versions at most'],
  ['no new version', percent, { workers: createWorkers({ v1: 100 }) }, 'has no new version. Upload one:'],
  ['an older version that waits', percent, { workers: createWorkers({ v2: 100, v1: 0 }) }, 'no new version'],
  [
    'a version with other Durable Objects',
    percent,
    { workers: createWorkers(undefined, 'm2') },
    'cannot undo',
  ],
  ['a slice that is not deployed', percent, { workers: createWorkers({}) }, 'cart is not deployed yet'],
  ['nothing to roll back', { kind: 'rollback' }, {}, 'was never released'],
  [
    'a way back past a change of Durable Objects',
    { kind: 'rollback' },
    {
      workers: createWorkers({ v2: 100, v1: 0 }, 'm2'),
      entry: { stable: promoted, previous: { cart: stable.cart } },
    },
    'cannot be rolled back'.replace('cannot', 'it cannot'),
  ],
  [
    'a way back to a version that is gone',
    { kind: 'rollback' },
    { workers: createWorkers({ v2: 100 }), entry: { stable: promoted, previous: { cart: { id: 'v0' } } } },
    'cannot be deployed any more',
  ],
])('%s is refused with a sentence', (_, command, given, sentence) => {
  const planned = plan(command, given);
  expect(planned).toMatchObject({ ok: false });
  if (!planned.ok) expect(planned.reason).toContain(sentence);
});
