import type { MiddlewareHandler } from 'hono';
import { bodyLimit as limitBody } from 'hono/body-limit';
import { problem } from './problem.ts';

const readable = /^application\/(json|x-www-form-urlencoded)\s*(;|$)/i;

/**
 * Refuses bodies before any handler reads them: longer than `maxSize` bytes, announced or not, is 413; neither JSON
 * nor a form is 415; bytes that are no UTF-8 are 400.
 */
export function guardBody(maxSize: number): MiddlewareHandler {
  const limit = limitBody({
    maxSize,
    onError: (c) => problem(c, 413, { detail: `The body is limited to ${maxSize} bytes.` }),
  });
  return async function guard(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || !c.req.raw.body) return next();
    return limit(c, async () => {
      const bytes = await c.req.arrayBuffer();
      if (bytes.byteLength > 0 && !readable.test(c.req.header('content-type') ?? '')) {
        c.res = problem(c, 415, { detail: 'Send application/json or application/x-www-form-urlencoded.' });
        return;
      }
      try {
        utf8.decode(bytes);
      } catch {
        c.res = problem(c, 400, { detail: 'The body is not valid UTF-8.' });
        return;
      }
      await next();
    });
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
