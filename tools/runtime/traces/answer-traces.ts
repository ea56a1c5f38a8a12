import type { TraceStore } from './create-trace-store.ts';
import type { LogEntry } from './recorded.ts';
import { toFragmentStates } from './to-fragment-states.ts';

/**
 * Answers `GET /traces` (newest first), `/traces?trace=<id>`, `/logs?trace=<id>&level=error`, `/calls` and `/fragments` in JSON.
 *
 * @returns undefined for another path
 */
export function answerTraces(store: TraceStore, { pathname, searchParams }: URL): Response | undefined {
  const id = searchParams.get('trace') ?? undefined;
  switch (pathname) {
    case '/traces':
      return id === undefined ? Response.json(store.list()) : toAnswer(id, store.find(id));
    case '/logs': {
      const traces = id === undefined ? store.all() : [store.find(id)];
      if (traces[0] === undefined && id !== undefined) return toAnswer(id, undefined);
      const level = searchParams.get('level') as LogEntry['level'] | null;
      const logs = traces.flatMap((trace) =>
        (trace?.logs ?? []).map((entry) => ({ ...entry, trace: trace?.trace })),
      );
      const shown = logs.filter((entry) => !level || entry.level === level);
      return Response.json(shown.sort((a, b) => b.at - a.at).slice(0, mostLines));
    }
    case '/calls':
      return Response.json(store.calls());
    case '/fragments':
      return Response.json(toFragmentStates(store.all()));
    default:
      return undefined;
  }
}

const mostLines = 500;

function toAnswer(id: string, found: object | undefined): Response {
  if (found) return Response.json(found);
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, detail: toMissingTrace(id) };
  return Response.json(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } });
}

/** Says why a trace cannot be shown. */
export function toMissingTrace(id: string): string {
  return /^[0-9a-f]{32}$/.test(id)
    ? `There is no trace ${id}. The shop keeps its last 200 requests, so this one is older, or its id is wrong.`
    : `${id} is no trace id: it has 32 hexadecimal digits, as the field "trace" of a log line.`;
}
