/** Why a job did not run. `full`: it was never queued. `late`: its deadline ended while it waited. `retryAfter` is in seconds. */
export type Undone = { ok: false; reason: 'full' | 'late'; retryAfter: number };

type QueueOptions = {
  /** The most jobs that wait or run. */
  limit: number;
  /** About how many milliseconds a job takes. It decides `retryAfter`. */
  each: number;
  /** Resolves after a number of milliseconds. */
  wait: (milliseconds: number) => Promise<void>;
  now: () => number;
};

/**
 * Runs jobs one at a time, in the order of their calls. A job blocks its thread, so the queue pauses before each job and lets other
 * work on the thread go first.
 */
export function createHashQueue({ limit, each, wait, now }: QueueOptions) {
  let last: Promise<unknown> = Promise.resolve();
  let queued = 0;

  /** @param expires the deadline of the caller, epoch milliseconds */
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
      await wait(restMs);
      if (now() >= expires) return { ok: false, reason: 'late', retryAfter };
      return { ok: true, value: await job() };
    } finally {
      queued--;
      resolve();
    }
  };
}

/** Milliseconds between two jobs. It is enough to read a session from Redis. */
const restMs = 20;
