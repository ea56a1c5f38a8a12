import { createPairs, type Measure, type Visit } from './create-pairs.ts';
import {
  type Margin,
  type PairCounts,
  toHarmEvidence,
  toNeededPairs,
  toSafetyBets,
  toSafetyEvidence,
} from './evidence.ts';

export type Metric = Measure & {
  name: string;
  margin: Margin;
  /** Its part of the chance of a false alarm, beside the parts of the others; 1 by default. */
  weight?: number;
  /** A guard can roll a canary back, and is not needed to promote it. */
  guard?: true;
  /** A canary with this share of bad visits is stopped at once, whatever the control does. */
  stopAt?: number;
};

export type Finding = {
  metric: string;
  pairs: PairCounts;
  /** log10 of the evidence that the canary is worse. */
  harm: number;
  /** log10 of the evidence that the canary is not worse by more than the margin. */
  safety: number;
  /** Pairs that are still needed to be sure; undefined before the least number of visits, or if this canary does not look good enough. */
  needed: number | undefined;
};
export type Verdict = {
  /** `inconclusive` means: go on, or give up if there is no more time. */
  decision: 'roll back' | 'promote' | 'inconclusive';
  reason: string;
  findings: Finding[];
};

type JudgeOptions = {
  /** The chance of rolling back a canary that is as good as the control, over all metrics and looks. */
  falseAlarm?: number;
  /** Visits to the canary before it can be promoted. */
  minimumVisits?: number;
  warmUpVisits?: number;
};

/** A canary with `stopAt` of its visits bad needs this many visits before it is stopped. */
const visitsBeforeStop = 20;

/**
 * Compares a canary with an equally large control. `judge` may be called at any time and as often as wanted: more looks do not raise the
 * chance of a false alarm (see `evidence.ts`).
 */
export function createJudge(
  metrics: readonly Metric[],
  { falseAlarm = 0.01, minimumVisits = 500, warmUpVisits = 20 }: JudgeOptions = {},
) {
  const all = metrics.map((metric) => ({
    metric,
    pairs: createPairs(metric, warmUpVisits),
    bets: toSafetyBets(metric.margin),
  }));
  /** The canary's visits where a metric was measured, and where it was bad. */
  const stops = new Map(metrics.map(({ name }) => [name, { measured: 0, bad: 0 }]));
  let canaryVisits = 0;
  const weights = metrics.reduce((sum, { weight = 1 }) => sum + weight, 0);
  // Each metric gets its part of the chance of a false alarm (Bonferroni). To promote, all must agree, so that needs no parts.
  const toHarmLimit = ({ weight = 1 }: Metric) => Math.log10(weights / weight / falseAlarm);
  const safetyLimit = Math.log10(1 / falseAlarm);

  return {
    /** Takes a visit to the stable version from before the canary, so that the limits of times are known at once. */
    learn(visit: Visit) {
      for (const { pairs } of all) pairs.learn(visit);
    },
    /** @param options `continued` says that the visit was added before, and that these values came later */
    add(visit: Visit, { continued = false } = {}) {
      for (const { pairs } of all) pairs.add(visit);
      if (visit.arm === 'control') return;
      if (!continued) canaryVisits += 1;
      for (const { name, of } of metrics) {
        const stop = stops.get(name);
        const value = visit.values[of];
        if (!stop || value === undefined) continue;
        stop.measured += 1;
        if (value > 0) stop.bad += 1;
      }
    },
    judge(): Verdict {
      const findings = all.map(({ metric, pairs: { counts }, bets }) => ({
        metric: metric.name,
        pairs: { ...counts },
        harm: toHarmEvidence(counts),
        safety: toSafetyEvidence(counts, bets),
        needed: canaryVisits < minimumVisits ? undefined : toNeededPairs(counts, bets, safetyLimit),
      }));
      return { ...decide(findings), findings };
    },
  };

  function decide(findings: readonly Finding[]): Omit<Verdict, 'findings'> {
    for (const { name, stopAt } of metrics) {
      const { measured = 0, bad = 0 } = stops.get(name) ?? {};
      if (stopAt !== undefined && measured >= visitsBeforeStop && bad >= stopAt * measured)
        return { decision: 'roll back', reason: `${bad} of ${measured} visits: ${name}` };
    }
    const harmful = findings.find(({ harm }, index) => harm >= toHarmLimit(metrics[index] as Metric));
    if (harmful)
      return {
        decision: 'roll back',
        reason: `${harmful.metric} is worse: only the canary in ${harmful.pairs.canary} pairs, only the control in ${harmful.pairs.control}`,
      };
    const missing = Math.max(0, minimumVisits - canaryVisits);
    if (missing > 0) return { decision: 'inconclusive', reason: `the canary needs ${missing} more visits` };
    const needed = findings.filter((_, index) => !metrics[index]?.guard);
    const unsure = needed.filter(({ safety }) => safety < safetyLimit);
    if (unsure.length === 0)
      return { decision: 'promote', reason: 'no metric is worse by more than its margin' };
    return {
      decision: 'inconclusive',
      reason: unsure
        .map(({ metric, needed: pairs }) =>
          pairs === undefined
            ? `${metric} does not look good enough`
            : `${metric} needs about ${pairs} more visits to each version`,
        )
        .join('; '),
    };
  }
}
