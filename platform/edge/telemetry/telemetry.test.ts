import { afterAll, beforeEach, expect, spyOn, test } from 'bun:test';
import { createApp } from '../app/create-app.ts';
import { createExporter } from './create-exporter.ts';
import { durationBounds } from './metrics.ts';
import { toTraceBody } from './otlp-body.ts';
import { isSampled } from './telemetry.ts';

const errors = spyOn(console, 'error').mockImplementation(() => {});
afterAll(() => errors.mockRestore());
beforeEach(() => errors.mockClear());

const trace = { id: 'a'.repeat(32), span: 'b'.repeat(16), parent: 'c'.repeat(16) };
const request = { worker: 'pricing-bff', trace, method: 'GET', path: '/price' };
const span = { ...request, status: 503, ended: 1_800_000_000_123.25, milliseconds: 20.25 };

test('a span has the form of OTLP in JSON', () => {
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  expect(toTraceBody([span])).toEqual({
    resourceSpans: [
      {
        resource: {
          attributes: [attribute('service.name', 'pricing-bff'), attribute('service.namespace', 'jogakbo')],
        },
        scopeSpans: [
          {
            scope: { name: 'jogakbo' },
            spans: [
              {
                ...{ traceId: trace.id, spanId: trace.span, parentSpanId: trace.parent },
                ...{ name: 'GET /price', kind: 2, status: { code: 2 } },
                ...{ startTimeUnixNano: '1800000000103000000', endTimeUnixNano: '1800000000123250000' },
                attributes: [
                  attribute('http.request.method', 'GET'),
                  attribute('url.path', '/price'),
                  { key: 'http.response.status_code', value: { intValue: '503' } },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

test('failed and slow requests are sent, and the same share of others in every worker', () => {
  const quick = { trace: { ...trace, id: 'f'.repeat(32) }, status: 200, milliseconds: 5 };
  expect(isSampled(quick, {})).toBe(false);
  expect(isSampled({ ...quick, status: 500 }, {})).toBe(true);
  expect(isSampled({ ...quick, milliseconds: 1_000 }, {})).toBe(true);
  expect(isSampled({ ...quick, milliseconds: 300 }, { OTLP_SLOW: '300' })).toBe(true);
  expect(isSampled(quick, { OTLP_SHARE: '100%' })).toBe(true);
});

test('the counts of a fragment add up, and each export has only what is new', async () => {
  let time = 1_000;
  const sent: { url: string; body: string }[] = [];
  const send = async (url: string, { body }: RequestInit) => {
    sent.push({ url, body: String(body) });
    return new Response();
  };
  const exporter = createExporter({ worker: 'shell', url: 'http://c/', send, now: () => time });
  for (const [milliseconds, failed] of [
    [5, false],
    [250, false],
    [9_000, true],
  ] as const)
    exporter.addFragment({ fragment: 'pricing/price', failed, milliseconds });
  await exporter.flush();
  const [{ url, body }] = sent as [(typeof sent)[number]];
  const [requests, failures, duration] = JSON.parse(body).resourceMetrics[0].scopeMetrics[0].metrics;
  expect(url).toBe('http://c/v1/metrics');
  expect([requests.sum.dataPoints[0].asInt, failures.sum.dataPoints[0].asInt]).toEqual(['3', '1']);
  const [point] = duration.histogram.dataPoints;
  expect(point).toMatchObject({ count: '2', sum: 255, explicitBounds: [...durationBounds] });
  expect(point.bucketCounts).toHaveLength(durationBounds.length + 1);
  expect([point.bucketCounts[0], point.bucketCounts[8], point.bucketCounts.at(-1)]).toEqual(['1', '1', '0']);
  expect(exporter.flush()).toBeUndefined();
  time += 1_000;
  expect(exporter.flush()).toBeUndefined();
});

test('a collector that is away costs one attempt in 30 seconds, and the log has what was dropped', async () => {
  let [time, attempts] = [1_000, 0];
  const send = async () => {
    attempts += 1;
    throw new Error('away');
  };
  const exporter = createExporter({ worker: 'shell', url: 'http://c', send, now: () => time });
  for (let each = 0; each < 250; each++) exporter.addSpan(span);
  await exporter.flush();
  expect(JSON.parse(errors.mock.calls[0]?.[0] as string)).toMatchObject({ worker: 'shell', dropped: 250 });
  exporter.addSpan(span);
  time += 29_000;
  expect(exporter.flush()).toBeUndefined();
  time += 1_000;
  await exporter.flush();
  expect(attempts).toBe(2);
});

test('a worker sends the span of a request after its answer, below the span of its caller', async () => {
  const bodies: string[] = [];
  const collector = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0 },
    fetch: async (sent) => {
      bodies.push(await sent.text());
      return new Response();
    },
  });
  const waiting: Promise<unknown>[] = [];
  const context = { waitUntil: (work: Promise<unknown>) => waiting.push(work), passThroughOnException() {} };
  const headers = { traceparent: `00-${trace.id}-${trace.span}-01` };
  const env = { LOG_LEVEL: 'off', OTLP_URL: collector.url.origin, OTLP_SHARE: '100%' };
  await createApp('pricing-bff').request('/healthz', { headers }, env, context as never);
  await Promise.all(waiting);
  const [sent] = JSON.parse(bodies[0] as string).resourceSpans[0].scopeSpans[0].spans;
  expect(sent).toMatchObject({ traceId: trace.id, parentSpanId: trace.span, name: 'GET /healthz' });
  await collector.stop(true);
});

test('without a collector, nothing waits', async () => {
  const waiting: Promise<unknown>[] = [];
  const context = { waitUntil: (work: Promise<unknown>) => waiting.push(work), passThroughOnException() {} };
  await createApp('pricing-bff').request('/healthz', {}, { LOG_LEVEL: 'off' }, context as never);
  expect(waiting).toEqual([]);
});
