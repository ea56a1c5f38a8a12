import type { Result } from 'lighthouse';
import type { Row } from '../section.ts';
import { toSample } from '../statistics.ts';
import { categories, type Findings, type PageName } from './run-lighthouse.ts';

/** The metrics that a shopper feels. */
const metrics = {
  LCP: { audit: 'largest-contentful-paint', atMost: 1_200, unit: 'ms' },
  TBT: { audit: 'total-blocking-time', atMost: 50, unit: 'ms' },
  CLS: { audit: 'cumulative-layout-shift', atMost: 0, unit: '' },
} as const;

/** A page that search engines must not list fails the audit "is crawlable" on purpose. */
const intended: Partial<Record<PageName, Record<string, string>>> = {
  search: { 'is-crawlable': 'results of a search are for people, not for other engines' },
  cart: { 'is-crawlable': 'a cart is nobody else’s' },
};

/** Converts results of Lighthouse to rows: metrics, which must reach their goals, and categories with notes on imperfect audits. */
export function toRows(findings: Findings): Row[] {
  return (Object.entries(findings) as [PageName, Result[]][]).flatMap(([page, runs]) => [
    ...(Object.keys(metrics) as (keyof typeof metrics)[]).map((name) => toMetricRow(page, name, runs)),
    ...categories.map((category) => toCategoryRow(page, category, runs)),
  ]);
}

function toMetricRow(page: PageName, name: keyof typeof metrics, runs: Result[]): Row {
  const { audit, atMost, unit } = metrics[name];
  // A shift below a thousandth comes from rounding fractions of a pixel.
  const digits = name === 'CLS' ? 3 : 0;
  const sample = toSample(
    runs.map(({ audits }) => Number((audits[audit]?.numericValue ?? Number.NaN).toFixed(digits))),
  );
  return {
    id: `lighthouse-${page}-${name.toLowerCase()}`,
    what: `Lighthouse, ${page}: ${name}`,
    value: name === 'CLS' ? sample.max : sample.min,
    range: [sample.min, sample.max],
    unit,
    goal: { atMost },
    measured: { [name]: sample },
  };
}

function toCategoryRow(page: PageName, category: string, runs: Result[]): Row {
  const excepted = intended[page] ?? {};
  const sample = toSample(runs.map((run) => Math.round(scoreOf(run, category, excepted) * 100)));
  return {
    id: `lighthouse-${page}-${category}`,
    what: `Lighthouse, ${page}: ${category}`,
    value: sample.max,
    range: [sample.min, sample.max],
    unit: '',
    goal: { atLeast: 100 },
    aim: true,
    measured: { [category]: sample },
    notes: toShortfalls(page, category, runs),
  };
}

/** Computes a category's score with Lighthouse's weights, without the audits that fail on purpose. */
function scoreOf(
  { categories: scored, audits }: Result,
  category: string,
  excepted: Record<string, string>,
): number {
  let sum = 0;
  let weights = 0;
  for (const { id, weight } of scored[category]?.auditRefs ?? []) {
    const score = audits[id]?.score ?? null;
    if (score === null || id in excepted) continue;
    sum += score * weight;
    weights += weight;
  }
  return weights === 0 ? Number.NaN : sum / weights;
}

/** Lists audits that were imperfect in most of the runs. A busy machine may spoil a single run. */
function toShortfalls(page: PageName, category: string, runs: Result[]): string[] {
  const refs = runs[0]?.categories[category]?.auditRefs ?? [];
  return refs.flatMap(({ id }) => {
    const short = runs.flatMap(({ audits }) => {
      const audit = audits[id];
      return audit && audit.score !== null && audit.score < 1 ? [audit] : [];
    });
    if (short.length <= runs.length / 2) return [];
    const says = short[0]?.displayValue;
    const reason = intended[page]?.[id];
    return [`${page}: ${id}${says ? ` (${says})` : ''}${reason ? `, left out by intent: ${reason}` : ''}`];
  });
}
