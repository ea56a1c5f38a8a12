import type { Trace } from './trace.ts';

type RequestLine = {
  worker: string;
  trace: Trace;
  method: string;
  path: string;
  status: number;
  milliseconds: number;
};

/**
 * Whether a level logs a request that succeeded. All workers of a trace decide the same.
 *
 * @param level `info` (the default), `error`, `off`, or a share of all traces such as `1%`
 * @param traceId 32 hexadecimal digits
 */
export function isLogged(level: string | undefined, traceId: string): boolean {
  if (level === 'off' || level === 'error') return false;
  return level?.endsWith('%') ? isInShare(level, traceId) : true;
}

/**
 * Whether a trace is in a share of all traces. A trace that is in a share is in every greater one.
 *
 * @param share a percentage such as `1%`; a text in another form is no share
 * @param traceId 32 hexadecimal digits
 */
export function isInShare(share: string | undefined, traceId: string): boolean {
  const [, percent = '0'] = share?.match(/^(\d+(?:\.\d+)?)%$/) ?? [];
  // The last digits of a trace id are random: https://www.w3.org/TR/trace-context-2/#random-trace-id-flag
  return (Number.parseInt(traceId.slice(-8), 16) / 2 ** 32) * 100 < Number(percent);
}

/**
 * Writes one JSON line to standard output for a request that was answered, or whose caller left.
 *
 * @param level `info` (the default) logs every request, `1%` every answer with 5xx and the requests of one trace in a hundred, `error`
 *   only answers with 5xx, `off` none
 */
export function logRequest(level: string | undefined, line: RequestLine): void {
  if (level === 'off' || (line.status < 500 && !isLogged(level, line.trace.id))) return;
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
