import type { Context } from 'hono';
import { lookUpSession } from './look-up-session.ts';
import type { ShellEnv } from './shell.ts';

type Watched = { at: number; ended: boolean };

/** Milliseconds between two looks at a session, and after which a session that no stream looks at is forgotten. */
const lookUpIntervalMs = 3_000;
const answerLifetimeMs = 60_000;

/** Sessions that streams of this isolate look at: the streams of one session share one look. Plain values, as a promise of one request cannot serve another. */
const watched = new Map<string, Watched>();

/**
 * The body of a slice's answer. An event stream ends soon after its session has, wherever it was ended; while that cannot be looked
 * up, the stream goes on. Any other body is left as it is.
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
        // Read to its end below, which closes this one.
        await reader.cancel().catch(() => {});
      }, lookUpIntervalMs);
    },
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
      } catch {
        // The slice is gone: so is its stream.
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
  look.ended = (await lookUpSession(c, session, 'watch')) === 'nobody';
  return look.ended;
}
