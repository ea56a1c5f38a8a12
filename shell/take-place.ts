import { problem } from '@jogakbo/edge/problem';
import type { Context, MiddlewareHandler } from 'hono';
import { createVisit } from './create-visit.ts';
import { againDocument, toAgain } from './pages/send-again.ts';
import { type ShellEnv, shellOf } from './shell.ts';

/**
 * Takes a place for an API call or a form, in the limit that they share with pages and fragments. Without a free place the answer is 503
 * with `retry-after`, before anything is changed. A form is given back as it was filled in.
 */
export function takePlace(answer: 'problem' | 'page'): MiddlewareHandler<ShellEnv> {
  return async function place(c, next) {
    const { composer } = shellOf(c.env);
    const leave = composer.admit(c.req.raw.signal);
    if (!leave) {
      if (answer === 'page') return giveBack(c);
      return problem(c, 503, { reason: 'busy', detail: 'Too many requests are under way.' });
    }
    await next();
    leave();
  };
}

/** Answers with a small document that holds the form. This is as cheap as the refusal of a page. */
async function giveBack(c: Context<ShellEnv>): Promise<Response> {
  const html = againDocument(createVisit(c, toAgain('busy', c.req.path, await c.req.text())));
  return new Response(html, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; form-action 'self'",
      'cache-control': 'private, no-store',
      'retry-after': '1',
    },
  });
}
