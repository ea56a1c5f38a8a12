import type { ViewPoint } from '../../../shell/views/view-point.ts';
import { createJudge, type Verdict } from '../judge/create-judge.ts';
import { releaseMetrics } from '../judge/metrics.ts';

export type JudgeSettings = {
  /** The chance of rolling back a canary that is as good as the control. */
  level: number;
  /** Multiplies how much worse the new version may be: 1 is 0.05 % more errors, and 5 % more slow views. */
  tolerance: number;
  /** Views of the canary before it can be promoted. */
  minimumVisits: number;
};

export type Judged = Verdict & { views: { canary: number; control: number } };

/** Events that count once for each visitor, as somebody who sees an error often tries again. */
const oncePerVisitor = ['serverError', 'clientError'] as const;

/**
 * Judges a canary by the recorded views of its release, in the order of time. A beacon counts only if the shell has recorded its page, and
 * only once. Views of the stable version from outside the comparison say which times are usual.
 */
export function judgeViews(points: Iterable<ViewPoint>, settings: JudgeSettings): Judged {
  const { level, tolerance, minimumVisits } = settings;
  const metrics = releaseMetrics.map((metric) => {
    const { relative, absolute } = metric.margin;
    return { ...metric, margin: { relative: relative * tolerance, absolute: absolute * tolerance } };
  });
  const judge = createJudge(metrics, { falseAlarm: level, minimumVisits });
  const pages = new Map<string, ViewPoint & { arm: 'canary' | 'control' }>();
  const reported = new Set<string>();
  const erred = new Set<string>();
  const views = { canary: 0, control: 0 };

  for (const point of points) {
    const { kind, trace, arm, values } = point;
    const source = point.source || 'none';
    if (arm === 'stable') {
      if (kind === 'page') judge.learn({ arm: 'control', source, values });
    } else if (kind === 'page') {
      if (pages.has(trace)) continue;
      pages.set(trace, { ...point, arm });
      views[arm] += 1;
      judge.add({ arm, source, values: withoutRepeats(point.visitor, values) });
    } else {
      const page = pages.get(trace);
      if (!page || reported.has(trace)) continue;
      reported.add(trace);
      const visit = { arm: page.arm, source: page.source || 'none' };
      judge.add({ ...visit, values: withoutRepeats(page.visitor, values) }, { continued: true });
    }
  }
  return { ...judge.judge(), views };

  function withoutRepeats(visitor: string, values: ViewPoint['values']): Record<string, number> {
    const kept: Record<string, number> = { ...values };
    for (const name of oncePerVisitor) {
      const key = `${visitor} ${name}`;
      if (erred.has(key)) delete kept[name];
      else if (kept[name]) erred.add(key);
    }
    return kept;
  }
}
