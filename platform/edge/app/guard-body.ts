import type { MiddlewareHandler } from 'hono';
import { bodyLimit as limitBody } from 'hono/body-limit';
import { problem } from './problem.ts';

const readable = /^application\/(json|x-www-form-urlencoded)\s*(;|$)/i;

/**
 * Refuses bad bodies before a handler reads them: 413 for a body of more than `maxSize` bytes, with or without a content-length;
 * 415 if it is neither JSON nor a form; 400 if it is not UTF-8.
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
