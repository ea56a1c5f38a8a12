import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { rules, toAlert, toBurnRate, toChanges, type WindowCount, windows } from './burn-rate.ts';

const objective = { percent: 99.5, withinMs: 300 };
const all = (count: WindowCount) => Object.fromEntries(windows.map((window) => [window, count]));
const ofShare = (bad: number) => all({ requests: 10_000, good: 10_000 * (1 - bad) });

describe('the burn rate', () => {
  test('is 1 if exactly the allowed share is bad', () => {
    expect(toBurnRate({ requests: 1_000, good: 995 }, objective)).toBeCloseTo(1);
    expect(toBurnRate({ requests: 0, good: 0 }, objective)).toBeUndefined();
  });

  test('is never negative, and grows with each bad answer', () => {
    const percent = fc.double({ min: 1, max: 99.99, noNaN: true });
    fc.assert(
      fc.property(percent, fc.integer({ min: 1, max: 1e6 }), fc.nat(1e6), (share, requests, more) => {
        const good = Math.min(more, requests);
        const burn = toBurnRate({ requests, good }, { ...objective, percent: share }) as number;
        expect(burn).toBeGreaterThanOrEqual(0);
        const worse = toBurnRate({ requests, good: good - 1 }, { ...objective, percent: share }) as number;
        expect(worse).toBeGreaterThanOrEqual(burn);
      }),
    );
  });
});

describe('an alert', () => {
  test.each([
    [0.004, undefined, undefined],
    [0.006, 'ticket', '3d'],
    [0.035, 'page', '6h'],
    [0.08, 'page', '1h'],
  ] as const)('for a share of %p bad answers is %p of the window %p', (bad, severity, long) => {
    const alert = toAlert('pricing/price', objective, ofShare(bad));
    expect([alert?.severity, alert?.long]).toEqual([severity, long]);
  });

  test('needs both windows: a fault that is over raises none, a fault of a moment raises none', () => {
    const good = { requests: 10_000, good: 10_000 };
    const bad = { requests: 10_000, good: 5_000 };
    const over = { ...all(bad), '5m': good, '30m': good, '6h': good };
    expect(toAlert('pricing/price', objective, over)).toBeUndefined();
    expect(toAlert('pricing/price', objective, { ...all(good), '5m': bad, '30m': bad })).toBeUndefined();
  });

  test('needs some requests', () => {
    expect(toAlert('pricing/price', objective, all({ requests: 19, good: 0 }))).toBeUndefined();
    expect(toAlert('pricing/price', objective, {})).toBeUndefined();
  });

  test('is raised by a rule if and only if both of its windows burn as fast', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const shares = fc.record(Object.fromEntries(windows.map((window) => [window, share])));
    fc.assert(
      fc.property(shares, (bad) => {
        const counts = Object.fromEntries(
          windows.map((window) => [window, { requests: 1_000, good: 1_000 * (1 - (bad[window] as number)) }]),
        ) as Record<(typeof windows)[number], WindowCount>;
        const burns = (window: (typeof windows)[number]) => toBurnRate(counts[window], objective) as number;
        const due = rules.filter(
          (rule) => burns(rule.long) >= rule.factor && burns(rule.short) >= rule.factor,
        );
        expect(toAlert('a/b', objective, counts)?.severity).toBe(due[0]?.severity);
      }),
    );
  });
});

test('only what began and what ended is sent', () => {
  const alert = (fragment: string) => ({
    ...{ fragment, severity: 'page' as const, burn: 20, objective },
    ...{ long: '1h' as const, short: '5m' as const },
  });
  const changes = toChanges([alert('a/a'), alert('b/b')], [alert('b/b'), alert('c/c')]);
  expect(changes).toEqual({ began: [alert('c/c')], ended: [alert('a/a')] });
});
