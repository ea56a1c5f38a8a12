import type { PairCounts } from './evidence.ts';

export type Arm = 'canary' | 'control';

/** What is compared. An `event` is bad if it happened; a `time` is bad if it is longer than that quantile of the control's first visits. */
export type Measure = { of: string; kind: 'event' } | { of: string; kind: 'time'; quantile: number };

/** One visitor's time in one arm. A value that was not measured is left out. */
export type Visit = {
  arm: Arm;
  /** Where the pages came from, such as `fresh` or `cache`. Only visits of one source are compared, since a new version starts with no copies. */
  source: string;
  /** Events are 0 or 1, times are in milliseconds, CLS is a number. */
  values: Readonly<Record<string, number>>;
};

/** How many of the control's values decide a quantile. They are not compared. */
const visitsForQuantile = 50;
/** Visits that wait for one of the other arm. Both arms are equally large, so more of them mean that one arm has ended. */
const mostWaiting = 10_000;

/**
 * Pairs the visits of both arms for one measure, in the order of their arrival within a source.
 *
 * @param warmUpVisits visits of each arm and source whose times are left out at the start, since a new version starts cold
 */
export function createPairs(measure: Measure, warmUpVisits: number) {
  const counts: PairCounts = { both: 0, canary: 0, control: 0, neither: 0 };
  const sources = new Map<string, ReturnType<typeof createSource>>();

  return {
    counts: counts as Readonly<PairCounts>,
    /** Takes a visit to the stable version from before the canary. Only the limits of times come from it. */
    learn({ source, values }: Visit) {
      const value = values[measure.of];
      if (isNumber(value)) setLimit(toSource(source), value);
    },
    add({ arm, source, values }: Visit) {
      const value = values[measure.of];
      if (!isNumber(value)) return;
      const state = toSource(source);
      if (measure.kind === 'time' && state.left[arm]-- > 0) return;
      const isBad = toIsBad(state, arm, value);
      if (isBad === undefined) return;
      const other = state.waiting[arm === 'canary' ? 'control' : 'canary'].shift();
      if (other === undefined) {
        if (state.waiting[arm].length < mostWaiting) state.waiting[arm].push(isBad);
        return;
      }
      const [canary, control] = arm === 'canary' ? [isBad, other] : [other, isBad];
      counts[canary ? (control ? 'both' : 'canary') : control ? 'control' : 'neither'] += 1;
    },
  };

  function toSource(name: string) {
    const state = sources.get(name) ?? createSource();
    sources.set(name, state);
    return state;
  }

  function createSource() {
    return {
      left: { canary: warmUpVisits, control: warmUpVisits },
      waiting: { canary: [] as boolean[], control: [] as boolean[] },
      first: [] as number[],
      limit: undefined as number | undefined,
    };
  }

  function toIsBad(state: ReturnType<typeof createSource>, arm: Arm, value: number) {
    if (measure.kind === 'event') return value > 0;
    if (state.limit !== undefined) return value > state.limit;
    if (arm === 'control') setLimit(state, value);
    return undefined;
  }

  /** The values that decide the limit are never held against it, since that would favor the control. */
  function setLimit(state: ReturnType<typeof createSource>, value: number) {
    if (measure.kind === 'event' || state.limit !== undefined) return;
    state.first.push(value);
    if (state.first.length < visitsForQuantile) return;
    state.first.sort((a, b) => a - b);
    state.limit = state.first[Math.ceil(measure.quantile * visitsForQuantile) - 1];
  }
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
