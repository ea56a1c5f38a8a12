import type { Trace } from '../logs/trace.ts';
import { durationBounds, type FragmentCounts, metrics } from './metrics.ts';

/** A request that a worker answered. `ended` is in milliseconds since the epoch. */
export type RequestSpan = {
  worker: string;
  trace: Trace;
  method: string;
  path: string;
  status: number;
  ended: number;
  milliseconds: number;
};

/**
 * Converts spans to the body of `POST /v1/traces` in OTLP's JSON. Ids are hexadecimal, enums are numbers, and 64-bit integers are texts:
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function toTraceBody(spans: RequestSpan[]): object {
  return {
    resourceSpans: [...Map.groupBy(spans, ({ worker }) => worker)].map(([worker, own]) => ({
      resource: toResource(worker),
      scopeSpans: [{ scope, spans: own.map(toSpan) }],
    })),
  };
}

/**
 * Converts the counts of fragments since `from` to the body of `POST /v1/metrics`. They are deltas, since no isolate knows a total.
 *
 * @param from milliseconds since the epoch
 * @param to milliseconds since the epoch
 */
export function toMetricBody(
  worker: string,
  counts: Map<string, FragmentCounts>,
  from: number,
  to: number,
): object {
  const points = [...counts].map(([fragment, count]) => ({
    count,
    common: {
      attributes: [toAttribute('fragment', fragment)],
      ...{ startTimeUnixNano: toNanoseconds(from), timeUnixNano: toNanoseconds(to) },
    },
  }));
  const toSum = (name: string, read: (count: FragmentCounts) => number) => ({
    ...{ name, unit: '1' },
    sum: {
      ...{ aggregationTemporality: delta, isMonotonic: true },
      dataPoints: points.map(({ count, common }) => ({ ...common, asInt: String(read(count)) })),
    },
  });
  const duration = {
    ...{ name: metrics.duration.name, unit: 'ms' },
    histogram: {
      aggregationTemporality: delta,
      dataPoints: points.map(({ count, common }) => ({
        ...{ ...common, count: String(count.requests - count.errors), sum: count.sum },
        ...{ bucketCounts: count.buckets.map(String), explicitBounds: [...durationBounds] },
      })),
    },
  };
  const all = [
    toSum(metrics.requests.name, ({ requests }) => requests),
    toSum(metrics.errors.name, ({ errors }) => errors),
    duration,
  ];
  return {
    resourceMetrics: [{ resource: toResource(worker), scopeMetrics: [{ scope, metrics: all }] }],
  };
}

const scope = { name: 'jogakbo' };
/** AGGREGATION_TEMPORALITY_DELTA, SPAN_KIND_SERVER and STATUS_CODE_ERROR of opentelemetry-proto. */
const [delta, serverKind, errorCode] = [1, 2, 2];

function toSpan({ trace, method, path, status, ended, milliseconds }: RequestSpan) {
  const [linkTrace, linkSpan] = trace.link?.split('-') ?? [];
  return {
    ...{ traceId: trace.id, spanId: trace.span },
    ...(trace.parent ? { parentSpanId: trace.parent } : {}),
    ...{ name: `${method} ${path}`, kind: serverKind },
    ...{ startTimeUnixNano: toNanoseconds(ended - milliseconds), endTimeUnixNano: toNanoseconds(ended) },
    attributes: [
      toAttribute('http.request.method', method),
      toAttribute('url.path', path),
      { key: 'http.response.status_code', value: { intValue: String(status) } },
    ],
    status: status >= 500 ? { code: errorCode } : {},
    ...(linkTrace && linkSpan ? { links: [{ traceId: linkTrace, spanId: linkSpan }] } : {}),
  };
}

function toResource(worker: string) {
  return {
    attributes: [toAttribute('service.name', worker), toAttribute('service.namespace', 'jogakbo')],
  };
}

function toAttribute(key: string, value: string) {
  return { key, value: { stringValue: value } };
}

/** Milliseconds have more digits than a number in nanoseconds can hold. */
function toNanoseconds(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  return `${BigInt(whole) * 1_000_000n + BigInt(Math.round((milliseconds - whole) * 1e6))}`;
}
