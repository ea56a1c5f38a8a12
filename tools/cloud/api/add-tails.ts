import type { Hono } from 'hono';
import { toAnswer } from '../api-error.ts';
import type { Cloud } from './cloud.ts';
import { findScript } from './find-script.ts';

/** `wrangler tail`: a WebSocket that streams the traces of a script. */
export function addTails(app: Hono, { file, runtime, tails, now }: Cloud): void {
  app.get('/workers/scripts/:script/tails', (c) => c.json(toAnswer([])));

  app.post('/workers/scripts/:script/tails', (c) => {
    const { name } = findScript(file, c.req.param('script'));
    const tail = tails.open(name);
    follow(name);
    const expires_at = new Date(now().getTime() + tailLifetimeMs).toISOString();
    return c.json(toAnswer({ ...tail, expires_at }));
  });

  app.delete('/workers/scripts/:script/tails/:tail', (c) => {
    tails.end(c.req.param('tail'));
    follow(c.req.param('script'));
    return c.json(toAnswer(null));
  });

  /** The workers of a script send their traces only while someone follows them. */
  function follow(script: string): void {
    const wanted = tails.isFollowed(script);
    if (wanted === runtime.tailed.has(script)) return;
    if (wanted) runtime.tailed.add(script);
    else runtime.tailed.delete(script);
    runtime.change();
  }
}

const tailLifetimeMs = 6 * 60 * 60 * 1_000;
