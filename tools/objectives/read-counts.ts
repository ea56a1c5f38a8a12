import { metrics } from '@jogakbo/edge/metrics';
import * as v from 'valibot';
import { type Window, type WindowCount, windows } from './burn-rate.ts';
import type { Objective } from './objective.ts';

/** The answer of Prometheus to an instant query: https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
const Answer = v.object({
  data: v.object({
    result: v.array(
      v.object({
        metric: v.object({ fragment: v.string(), le: v.optional(v.string()) }),
        value: v.tuple([v.number(), v.string()]),
      }),
    ),
  }),
});

export type Counts = Map<string, Partial<Record<Window, WindowCount>>>;

/**
 * Reads how many requests each fragment had in each window, and how many of them were good, from a server that answers as Prometheus.
 *
 * @throws Error with a sentence, if the server does not answer
 */
export async function readCounts(
  prometheus: string,
  objectiveOf: (fragment: string) => Objective,
): Promise<Counts> {
  const counts: Counts = new Map();
  const put = (fragment: string, window: Window, part: Partial<WindowCount>) => {
    const known = counts.get(fragment) ?? {};
    known[window] = { requests: 0, good: 0, ...known[window], ...part };
    counts.set(fragment, known);
  };
  for (const window of windows) {
    const [requests, buckets] = await Promise.all([
      query(prometheus, `sum by (fragment) (increase(${metrics.requests.prometheus}[${window}]))`),
      query(prometheus, `sum by (fragment, le) (increase(${metrics.duration.prometheus}[${window}]))`),
    ]);
    for (const { metric, value } of requests) put(metric.fragment, window, { requests: Number(value[1]) });
    for (const { metric, value } of buckets)
      if (Number(metric.le) === objectiveOf(metric.fragment).withinMs)
        put(metric.fragment, window, { good: Number(value[1]) });
  }
  return counts;
}

async function query(prometheus: string, text: string) {
  const url = new URL(
    `${prometheus.replace(/\/$/, '')}/api/v1/query?${new URLSearchParams({ query: text })}`,
  );
  const response = await fetch(url, { signal: AbortSignal.timeout(queryTimeoutMs) }).catch((error: Error) => {
    throw new Error(`${url.origin} cannot be reached: ${error.message}`);
  });
  const parsed = v.safeParse(Answer, await response.json().catch(() => undefined));
  if (response.ok && parsed.success) return parsed.output.data.result;
  throw new Error(`${url.origin} does not answer as Prometheus does (${response.status}).`);
}

const queryTimeoutMs = 30_000;
