import type { Trace } from './trace.ts';

type RequestLine = {
  worker: string;
  trace: Trace;
  method: string;
  path: string;
  status: number;
  milliseconds: number;
};

/** Whether every request is logged. */
export const logsAll = (level: string | undefined) => level !== 'off' && level !== 'error';

/**
 * One JSON line on standard output for a request that was answered, or given up by its caller.
 *
 * @param level `info` (the default) writes every request, `error` those answered with 5xx, `off` none
 */
export function logRequest(level: string | undefined, line: RequestLine): void {
  if (level === 'off' || (!logsAll(level) && line.status < 500)) return;
  const { trace, milliseconds, ...rest } = line;
  console.log(
    JSON.stringify({
      ...rest,
      ms: Math.round(milliseconds * 10) / 10,
      trace: trace.id,
      span: trace.span,
      parent: trace.parent,
      link: trace.link,
    }),
  );
}

/** One JSON line on standard error for a fault nobody expected. */
export function logFault(worker: string, trace: Trace | undefined, error: unknown): void {
  const { name, message, stack } =
    error instanceof Error ? error : { name: 'Thrown', message: String(error), stack: undefined };
  console.error(JSON.stringify({ worker, trace: trace?.id, error: name, message, stack }));
}
