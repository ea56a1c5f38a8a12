import { type Problem, problemType } from '@jogakbo/contracts/problem';
import type { Context } from 'hono';
import { logFault } from '../logs/log.ts';

type Details = Partial<Pick<Problem, 'detail' | 'reason' | 'errors'>> & {
  /** Seconds until a retry may help. Sent as the header `retry-after`, not in the body. */
  retryAfter?: number;
};

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/**
 * Creates an RFC 9457 problem response.
 *
 * @param details `detail` is a sentence for people, `reason` a word for programs, `errors` lists the wrong fields
 */
export function problem(c: Context, status: number, { retryAfter, ...details }: Details = {}): Response {
  const body: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    ...details,
    trace: c.var.trace?.id,
  };
  const seconds = retryAfter ?? (status === 503 ? 1 : undefined);
  const retry: Record<string, string> = seconds ? { 'retry-after': String(seconds) } : {};
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': problemType, ...retry } });
}

/**
 * The one answer to a thrown error. An error with a 4xx status keeps that status; any other error is logged, and answered by 500
 * without details.
 */
export function toProblemResponse(error: unknown, c: Context, worker: string): Response {
  const status = statusOf(error);
  if (status !== undefined && status < 500) {
    return problem(c, status, { detail: error instanceof Error ? error.message : undefined } as Details);
  }
  logFault(worker, c.var.trace, error);
  return problem(c, 500);
}

// Not by `instanceof`: a second copy of hono in another bundle throws its own class.
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
