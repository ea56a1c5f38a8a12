import type { Metric } from './create-judge.ts';

/**
 * What a canary is judged by. A margin is what the shop would accept for a new version: a quarter more errors and 1 in 2,000 visits, or
 * 5 of 100 visits that are slower than the usual time.
 */
export const releaseMetrics: readonly Metric[] = [
  {
    name: 'a server error or a fallback',
    of: 'serverError',
    kind: 'event',
    ...errors(),
    stopAt: 0.2,
    weight: 9,
  },
  { name: 'a client error', of: 'clientError', kind: 'event', ...errors() },
  ...slower('the time of a fragment', 'fragmentMs'),
  ...slower('LCP', 'lcpMs'),
  ...slower('INP', 'inpMs'),
  { name: 'CLS of the worst quarter', of: 'cls', kind: 'time', quantile: 0.75, ...late(0.05) },
  { name: 'nothing added to the cart', of: 'nothingAdded', kind: 'event', ...late(0.02), guard: true },
];

function errors() {
  return { margin: { relative: 0.25, absolute: 0.0005 } };
}

function late(absolute: number) {
  return { margin: { relative: 0, absolute } };
}

function slower(name: string, of: string): Metric[] {
  return [
    { name: `${name}, p50`, of, kind: 'time', quantile: 0.5, ...late(0.05) },
    { name: `${name}, p95`, of, kind: 'time', quantile: 0.95, ...late(0.02) },
  ];
}
