import type { Report, Span, Trace, TracedCall, TraceSummary } from './recorded.ts';
import { toTrace, traceOf } from './to-trace.ts';

type Kept = { trace: string | undefined; reports: Report[]; size: number };

export type TraceStore = ReturnType<typeof createTraceStore>;

/**
 * Keeps what invocations reported about the last requests. Requests of the same trace are one trace, such as a form and the events that
 * follow it.
 *
 * @param most the number of requests that are kept
 */
export function createTraceStore(most = 200) {
  const kept = new Map<string, Kept>();
  /** Calls between workers, of requests that are no longer kept. */
  const forgotten = new Map<string, TracedCall>();

  return {
    add(report: Report): void {
      const request = kept.get(report.request) ?? { trace: undefined, reports: [], size: 0 };
      kept.set(report.request, request);
      request.size += report.logs.length + report.stores.length;
      if (request.size > mostEntries) return;
      request.reports.push(report);
      for (const entry of report.logs) request.trace ??= traceOf(entry);
      if (request.trace && isOfConsole(toTrace(request.trace, report.logs.length > 0 ? [report] : [])))
        kept.delete(report.request);
      for (const [oldest, { trace, reports }] of kept) {
        if (kept.size <= most) break;
        kept.delete(oldest);
        if (trace) countCalls([toTrace(trace, reports)], forgotten);
      }
    },
    /** The traces, newest first. */
    list: (): TraceSummary[] => readAll().map(toSummary),
    find: (id: string): Trace | undefined => readAll().find(({ trace }) => trace === id),
    /** All traces, newest first. */
    all: readAll,
    /** Who called whom since the start. */
    calls(): TracedCall[] {
      const counted = new Map([...forgotten].map(([key, call]) => [key, { ...call }]));
      countCalls(readAll(), counted);
      return [...counted.values()].sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
    },
  };

  function readAll(): Trace[] {
    const traces = Map.groupBy([...kept.values()].reverse(), ({ trace }) => trace);
    return [...traces].flatMap(([id, requests]) =>
      id === undefined
        ? []
        : [
            toTrace(
              id,
              requests.flatMap(({ reports }) => reports),
            ),
          ],
    );
  }
}

/** Reading the console would otherwise push out the requests that it shows. */
function isOfConsole({ spans }: Trace): boolean {
  return spans.some(({ worker, path }) => worker === 'shell' && /^\/_dev(?:\/|$)/.test(path));
}

/** Log lines and store calls that are kept of one request. */
const mostEntries = 1_000;

function toSummary({ trace, spans, stores, logs }: Trace): TraceSummary {
  const first = spans.find(({ parent }) => parent === undefined) ?? spans[0];
  const faults = logs.filter(({ level }) => level === 'error').length;
  return {
    trace,
    started: first?.started ?? logs[0]?.at ?? 0,
    method: first?.method ?? '',
    path: first?.path ?? '',
    status: first?.status ?? null,
    ms: first?.ms ?? 0,
    spans: spans.length,
    stores: stores.length,
    faults: faults + spans.filter(({ status }) => status >= 500).length,
  };
}

function countCalls(traces: Trace[], counted: Map<string, TracedCall>): void {
  for (const { spans } of traces) {
    const bySpan = new Map<string, Span>(spans.map((span) => [span.span, span]));
    for (const { worker: to, parent } of spans) {
      const from = bySpan.get(parent ?? '')?.worker;
      if (from === undefined || from === to) continue;
      const key = `${from} ${to}`;
      const call = counted.get(key) ?? { from, to, count: 0 };
      call.count += 1;
      counted.set(key, call);
    }
  }
}
