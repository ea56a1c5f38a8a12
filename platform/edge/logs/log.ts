import type { Trace } from './trace.ts';

type RequestLine = {
  worker: string;
  trace: Trace;
  method: string;
  path: string;
  status: number;
  milliseconds: number;
};

/** Whether this level logs every request. */
export const logsAll = (level: string | undefined) => level !== 'off' && level !== 'error';

/**
 * Writes one JSON line to standard output for a request that was answered, or whose caller left.
 *
 * @param level `info` (the default) logs every request, `error` only answers with 5xx, `off` none
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

/**
 * Writes one JSON line to standard error for an unexpected error.
 *
 * @param details more fields of the line, such as the queue that failed
 */
export function logFault(
  worker: string,
  trace: Trace | undefined,
  error: unknown,
  details: Record<string, string> = {},
): void {
  const { name, message, stack } =
    error instanceof Error ? error : { name: 'Thrown', message: String(error), stack: undefined };
  logError({ worker, trace: trace?.id, ...details, error: name, message, stack });
}

/** Writes fields as one JSON line to standard error. */
export function logError(fields: Record<string, unknown>): void {
  console.error(JSON.stringify(fields));
}
