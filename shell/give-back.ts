import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { createVisit } from './create-visit.ts';
import { againDocument, toAgain } from './pages/send-again.ts';

/** Answers a form, while no place is free, with a small document that holds the form. This is as cheap as the refusal of a page. */
export function giveBack(c: Context<ShellEnv>, form: string): Response {
  return new Response(againDocument(createVisit(c, toAgain('busy', c.req.url, form))), {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; form-action 'self'",
      'cache-control': 'private, no-store',
      'retry-after': '1',
    },
  });
}
