import { percentile } from '../statistics.ts';
import type { Answer } from './offer-load.ts';

/** Computes the answers a second with status 200 that ended between `from` and `to` (milliseconds). */
export function toGoodput(answers: Answer[], from: number, to: number): number {
  const good = answers.filter(
    ({ at, took, status }) => status === 200 && at + took >= from && at + took < to,
  );
  return (good.length / (to - from)) * 1_000;
}

/** Computes the median time of answers with status 200 to requests between `from` and `to`; Infinity if there are none. */
export function medianLatency(answers: Answer[], from: number, to: number): number {
  const took = answers
    .filter(({ at, status }) => status === 200 && at >= from && at < to)
    .map(({ took }) => took);
  return took.length === 0 ? Number.POSITIVE_INFINITY : percentile(took, 50);
}

/**
 * Counts the seconds after `from` until a second begins whose median is at most `normal`. If there is none, it counts all seconds.
 */
export function secondsToNormal(answers: Answer[], from: number, to: number, normal: number): number {
  for (let start = from; start + second <= to; start += step)
    if (medianLatency(answers, start, start + second) <= normal) return (start - from) / second;
  return (to - from) / second;
}

const second = 1_000;
const step = 100;
