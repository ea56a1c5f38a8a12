import * as v from 'valibot';

/** What a team promises for a fragment: a share of its answers, in percent, is correct and arrives in time. */
export const Objective = v.strictObject({
  /** Such as 99.5: this percentage of answers is good. */
  percent: v.pipe(v.number(), v.gtValue(0), v.ltValue(100)),
  /** An answer after this many milliseconds is no good answer. */
  withinMs: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type Objective = v.InferOutput<typeof Objective>;

/** The file `objectives.json` of a slice's frontend: the objective of each of its fragments, by name. */
export const Objectives = v.record(v.string(), Objective);

/** The objective of a fragment whose team has set none. */
export const defaultObjective: Objective = { percent: 99, withinMs: 1_000 };
