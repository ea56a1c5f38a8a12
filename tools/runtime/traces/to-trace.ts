import { toFields } from './record-console.ts';
import type { LogEntry, PageOutcome, Report, Span, StoreEntry, StoreSpan, Trace } from './recorded.ts';

type Line = LogEntry & { hop: string; fields: Record<string, unknown> };

/** Joins what the invocations of one trace reported. Everything is in the order of time. */
export function toTrace(trace: string, reports: Report[]): Trace {
  const lines: Line[] = reports.flatMap(({ hop, logs }) =>
    logs.map((entry) => ({ ...entry, hop, fields: toFields(entry.text) })),
  );
  const spans = lines.flatMap((line) => {
    const span = toSpan(line);
    return span ? [{ ...span, hop: line.hop }] : [];
  });
  const stores = reports.flatMap(({ hop, stores: own }) =>
    own.map((entry) =>
      toStoreSpan(
        entry,
        spans.filter((span) => span.hop === hop),
      ),
    ),
  );
  return {
    trace,
    spans: spans.map(({ hop: _, ...span }) => span).sort(byStart),
    stores: stores.sort(byStart),
    pages: lines.flatMap(({ fields }) =>
      typeof fields.page === 'string' ? [fields as unknown as PageOutcome] : [],
    ),
    logs: lines
      .map(({ hop: _, fields: { worker, span }, ...entry }) => ({
        ...entry,
        ...(typeof worker === 'string' ? { worker } : {}),
        ...(typeof span === 'string' ? { span } : {}),
      }))
      .sort((a, b) => a.at - b.at),
  };
}

/** The trace that a line belongs to; undefined if it names none. */
export function traceOf({ text }: Pick<LogEntry, 'text'>): string | undefined {
  const { trace } = toFields(text);
  return typeof trace === 'string' ? trace : undefined;
}

function toSpan({ at, fields }: Line): Span | undefined {
  const { worker, method, path, status, ms, span, parent } = fields;
  if (typeof worker !== 'string' || typeof span !== 'string' || typeof ms !== 'number') return undefined;
  return {
    ...{ worker, span, ms, method: String(method), path: String(path), status: Number(status) },
    started: at - ms,
    ...(typeof parent === 'string' ? { parent } : {}),
  };
}

/**
 * The span of a store call is the shortest one of its invocation that was open when the call began. In a worker with several tiers, only the
 * services and the shell have stores.
 */
function toStoreSpan({ at, ...entry }: StoreEntry, spans: Span[]): StoreSpan {
  const withStores = spans.filter(({ worker }) => worker === 'shell' || worker.endsWith('-service'));
  const able = withStores.length > 0 ? withStores : spans;
  const open = able.filter(({ started, ms }) => started - 1 <= at && at <= started + ms + 1);
  const [owner] = (open.length > 0 ? open : able).toSorted((a, b) => a.ms - b.ms);
  return { ...entry, started: at, parent: owner?.span };
}

function byStart(a: { started: number }, b: { started: number }): number {
  return a.started - b.started;
}
