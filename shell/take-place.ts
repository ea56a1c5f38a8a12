import { problem } from '@jogakbo/edge/problem';
import type { MiddlewareHandler } from 'hono';
import { type ShellEnv, toShell } from './shell.ts';

/**
 * Takes a place in the limit that pages and fragments share, for an API call or a form. Where there is none the answer is 503 with
 * `retry-after`, before anything is read or changed.
 */
export function takePlace(answer: 'problem' | 'page'): MiddlewareHandler<ShellEnv> {
  return async function place(c, next) {
    const { composer } = toShell(c.env);
    const leave = composer.admit(c.req.raw.signal);
    if (!leave) {
      if (answer === 'page') return composer.refuse();
      return problem(c, 503, { reason: 'busy', detail: 'Too many requests are under way.' });
    }
    await next();
    leave();
  };
}
