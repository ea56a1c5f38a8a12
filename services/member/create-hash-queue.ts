/** Why a job was not done. `full` jobs were never queued; `late` ones waited until nobody waits for their result. */
export type Undone = { ok: false; reason: 'full' | 'late'; retryAfter: number };

type QueueOptions = {
  /** Jobs that may wait or run at once; more are refused. */
  limit: number;
  /** Milliseconds that one job takes, roughly: by it a refused caller learns when to come back. */
  each: number;
  /** Resolves after some milliseconds. */
  wait: (milliseconds: number) => Promise<void>;
  now: () => number;
};

/**
 * Runs jobs one at a time, in the order in which they come. A job blocks its thread while it runs, so the queue rests before each
 * one: what else waits on that thread then goes first.
 */
export function createHashQueue({ limit, each, wait, now }: QueueOptions) {
  let last: Promise<unknown> = Promise.resolve();
  let queued = 0;

  /** @param expires epoch milliseconds after which nobody waits for the result */
  return async function run<Value>(
    job: () => Promise<Value>,
    expires: number,
  ): Promise<{ ok: true; value: Value } | Undone> {
    const retryAfter = Math.ceil((queued * each) / 1_000) || 1;
    if (queued >= limit) return { ok: false, reason: 'full', retryAfter };
    queued++;
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    try {
      await before;
      await wait(rest);
      if (now() >= expires) return { ok: false, reason: 'late', retryAfter };
      return { ok: true, value: await job() };
    } finally {
      queued--;
      resolve();
    }
  };
}

/** Milliseconds between two jobs: enough for a session to be looked up in Redis. */
const rest = 20;
