import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { lookUpSession } from './look-up-session.ts';

type Watched = { at: number; ended: boolean };

/** The time between two look-ups of a session. */
const lookUpIntervalMs = 3_000;

/** The result of a look-up is removed from memory after this time. */
const answerLifetimeMs = 60_000;

/**
 * The sessions of open streams. Streams of one session share each look-up. These are plain values, because one request cannot wait for
 * the promise of another.
 */
const watched = new Map<string, Watched>();

/**
 * Returns the body of a slice's answer. An event stream ends soon after the end of its session. While the session cannot be looked up, the
 * stream goes on. Any other body stays as it is.
 */
export function endWithSession(
  c: Context<ShellEnv>,
  response: Response,
  session: string | undefined,
): ReadableStream<Uint8Array> | null {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (!response.body || !session || !isStream) return response.body;
  const reader = response.body.getReader();
  let timer: ReturnType<typeof setInterval>;

  return new ReadableStream<Uint8Array>({
    start() {
      timer = setInterval(async () => {
        if (!(await hasEnded(c, session))) return;
        clearInterval(timer);
        // The next read below gets the end, and closes this stream.
        await reader.cancel().catch(() => {});
      }, lookUpIntervalMs);
    },
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
      } catch {
        // The slice ended the connection, so this stream ends, too.
      }
      clearInterval(timer);
      controller.close();
    },
    cancel(reason) {
      clearInterval(timer);
      return reader.cancel(reason);
    },
  });
}

async function hasEnded(c: Context<ShellEnv>, session: string): Promise<boolean> {
  const now = Date.now();
  const known = watched.get(session);
  if (known && (known.ended || now - known.at < lookUpIntervalMs)) return known.ended;
  for (const [other, { at }] of watched) if (now - at > answerLifetimeMs) watched.delete(other);
  const look: Watched = { at: now, ended: false };
  watched.set(session, look);
  look.ended = (await lookUpSession(c, session, { use: 'watch' })) === 'nobody';
  return look.ended;
}
