import { percentile } from '../statistics.ts';
import type { Answer } from './offer-load.ts';

/** Answers with status 200 a second, of those that ended between `from` and `to` (milliseconds). */
export function toGoodput(answers: Answer[], from: number, to: number): number {
  const good = answers.filter(
    ({ at, took, status }) => status === 200 && at + took >= from && at + took < to,
  );
  return (good.length / (to - from)) * 1_000;
}

/** The median time of the answers with status 200 to what was asked between `from` and `to`; Infinity where there is none. */
export function medianLatency(answers: Answer[], from: number, to: number): number {
  const took = answers
    .filter(({ at, status }) => status === 200 && at >= from && at < to)
    .map(({ took }) => took);
  return took.length === 0 ? Number.POSITIVE_INFINITY : percentile(took, 50);
}

/**
 * Seconds after `from` until a second begins in which the median is `normal` or less; all there are where there is none.
 */
export function secondsToNormal(answers: Answer[], from: number, to: number, normal: number): number {
  for (let start = from; start + second <= to; start += step)
    if (medianLatency(answers, start, start + second) <= normal) return (start - from) / second;
  return (to - from) / second;
}

const second = 1_000;
const step = 100;
