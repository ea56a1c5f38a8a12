import type { TracedCall } from '../runtime/traces/recorded.ts';

/** A call from one worker to another: as configured by bindings, and as seen in traces. */
export type ComparedCall = {
  from: string;
  to: string;
  count: number;
  /** `unseen`: there is a binding, and no trace used it. `unbound`: a trace has the call, and no binding allows it. */
  state: 'both' | 'unseen' | 'unbound';
};

type Configured = { name: string; calls: string[] };

/**
 * Compares the calls that the settings allow with those that happened.
 *
 * @param configured the workers with the names of those they have a binding to
 * @param traced the calls that traces had
 */
export function compareCalls(configured: Configured[], traced: TracedCall[]): ComparedCall[] {
  const counts = new Map(traced.map(({ from, to, count }) => [`${from} ${to}`, count]));
  const bound = configured.flatMap(({ name, calls }) => calls.map((to) => ({ from: name, to })));
  const allowed = new Set(bound.map(({ from, to }) => `${from} ${to}`));
  return [
    ...bound.map(({ from, to }): ComparedCall => {
      const count = counts.get(`${from} ${to}`) ?? 0;
      return { from, to, count, state: count > 0 ? 'both' : 'unseen' };
    }),
    ...traced
      .filter(({ from, to }) => !allowed.has(`${from} ${to}`))
      .map((call): ComparedCall => ({ ...call, state: 'unbound' })),
  ].sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
}
