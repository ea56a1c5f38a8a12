import { metrics } from '../platform/edge/telemetry/metrics.ts';

type Attribute = { key: string; value: { stringValue?: string } };
type Resource = { resource: { attributes: Attribute[] } };
type Span = { traceId: string; spanId: string; parentSpanId?: string; name: string };
type Metric = { name: string; sum?: { dataPoints: { attributes: Attribute[]; asInt: string }[] } };
type Traces = { resourceSpans: (Resource & { scopeSpans: { spans: Span[] }[] })[] };
type Metrics = { resourceMetrics: (Resource & { scopeMetrics: { metrics: Metric[] }[] })[] };

/** Opens a collector that takes OTLP over HTTP in JSON, and keeps what it gets. */
export function openCollector() {
  const spans: (Span & { worker: string | undefined })[] = [];
  const points: { metric: string; fragment: string | undefined; value: number }[] = [];
  const read = (attributes: Attribute[], key: string) =>
    attributes.find((attribute) => attribute.key === key)?.value.stringValue;

  const takeTraces = ({ resourceSpans }: Traces) => {
    for (const { resource, scopeSpans } of resourceSpans)
      for (const span of scopeSpans.flatMap((scope) => scope.spans))
        spans.push({ ...span, worker: read(resource.attributes, 'service.name') });
  };
  const takeMetrics = ({ resourceMetrics }: Metrics) => {
    const all = resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    for (const { name, sum } of all)
      for (const { attributes, asInt } of sum?.dataPoints ?? [])
        points.push({ metric: name, fragment: read(attributes, 'fragment'), value: Number(asInt) });
  };
  const server = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0 },
    routes: {
      '/v1/traces': async (sent) => {
        takeTraces((await sent.json()) as Traces);
        return Response.json({});
      },
      '/v1/metrics': async (sent) => {
        takeMetrics((await sent.json()) as Metrics);
        return Response.json({});
      },
    },
    fetch: () => new Response(null, { status: 404 }),
  });

  return {
    url: server.url.origin,
    spansOf: (trace: string) => spans.filter(({ traceId }) => traceId === trace),
    /** The sum of a metric of one fragment, over all that arrived. */
    countOf: (metric: keyof typeof metrics, fragment: string) =>
      points
        .filter((point) => point.metric === metrics[metric].name && point.fragment === fragment)
        .reduce((total, { value }) => total + value, 0),
    close: () => server.stop(true),
  };
}
