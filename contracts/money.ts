import * as v from 'valibot';

/** An amount of money in Korean won, which has no minor unit: a non-negative integer. */
export const Won = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export type Won = v.InferOutput<typeof Won>;
