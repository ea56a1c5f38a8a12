import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal of Cloudflare's API, with the code by which wrangler recognizes it. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: ContentfulStatusCode;
  readonly code: number;

  constructor(status: ContentfulStatusCode, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The body of every answer of Cloudflare's API. */
export function toAnswer(result: unknown, info?: object) {
  return { success: true, errors: [], messages: [], result, ...(info ? { result_info: info } : {}) };
}

/** The body of a refusal. */
export function toRefusal(code: number, message: string) {
  return { success: false, errors: [{ code, message }], messages: [], result: null };
}
