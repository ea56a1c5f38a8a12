import { expect, test } from 'bun:test';
import fc from 'fast-check';
import type { Span } from '../runtime/traces/recorded.ts';
import { toWaterfall } from './to-waterfall.ts';

const span = (name: string, started: number, ms: number, parent?: string): Span => ({
  ...{ worker: name, method: 'GET', path: '/', status: 200, span: name, started, ms, parent },
});

test('each call is below its caller, in the order of the starts', () => {
  const spans = [span('bff', 1_020, 30, 'face'), span('shell', 1_000, 100), span('face', 1_010, 50, 'shell')];
  const stores = [
    { kind: 'd1' as const, what: 'SELECT 1', started: 1_030, ms: 5, parent: 'bff' },
    { kind: 'redis' as const, what: 'GET', started: 1_005, ms: 2, parent: 'shell' },
  ];
  expect(toWaterfall({ spans, stores }).map(({ label, depth, start }) => [label, depth, start])).toEqual([
    ['shell GET /', 0, 0],
    ['redis: GET', 1, 5],
    ['face GET /', 1, 10],
    ['bff GET /', 2, 20],
    ['d1: SELECT 1', 3, 30],
  ]);
});

test('a call whose caller is unknown is at the top, and a trace without anything is empty', () => {
  expect(toWaterfall({ spans: [span('late', 5, 1, 'gone')], stores: [] })[0]?.depth).toBe(0);
  expect(toWaterfall({ spans: [], stores: [] })).toEqual([]);
});

test('every span is shown once and within the whole, whatever the callers are', () => {
  const spans = fc.array(
    fc.record({ started: fc.nat(1_000), ms: fc.nat(500), parent: fc.option(fc.nat(9), { nil: undefined }) }),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(spans, (given) => {
      const all = given.map(({ started, ms, parent }, index) =>
        span(`s${index}`, started, ms, parent === undefined ? undefined : `s${parent}`),
      );
      const bars = toWaterfall({ spans: all, stores: [] });
      expect(bars.map(({ label }) => label).sort()).toEqual(
        all.map(({ worker }) => `${worker} GET /`).sort(),
      );
      for (const { from, width, depth } of bars) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from + width).toBeLessThanOrEqual(1 + 1e-9);
        expect(depth).toBeLessThan(all.length);
      }
    }),
  );
});
