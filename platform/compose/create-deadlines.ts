import type { Clock } from './clock.ts';

/** The time by which several calls must have ended. */
export type Deadline = {
  /** Aborts when the time is over, or when the client leaves. */
  signal: AbortSignal;
  /** Resolves at the same moment. */
  over: Promise<undefined>;
  /** The milliseconds that are left, at least 1. */
  left(): number;
  /** Ends the use by one call that joined. */
  leave(): void;
};

export type Deadlines = ReturnType<typeof createDeadlines>;

type Open = Deadline & { users: number; within: number; gone: AbortSignal | undefined };

/**
 * Deadlines of calls that belong together, such as the calls of one page. Calls that start with the same time left share one timer and
 * one signal, which costs less than one for each call.
 *
 * @example
 * const deadline = deadlines.join(page, 2_000, client.gone);
 * await Promise.race([work(deadline.signal), deadline.over]);
 * deadline.leave();
 */
export function createDeadlines(clock: Clock) {
  /** The deadlines of a group that are in use. */
  const groups = new WeakMap<object, Set<Open>>();

  return {
    /**
     * @param of the object that the calls belong to
     * @param within milliseconds until the deadline
     * @param gone ends the deadline early, for all calls that share it
     */
    join(of: object, within: number, gone?: AbortSignal): Deadline {
      let open = groups.get(of);
      if (!open) {
        open = new Set();
        groups.set(of, open);
      }
      for (const deadline of open) {
        if (deadline.within !== within || deadline.gone !== gone) continue;
        deadline.users += 1;
        return deadline;
      }
      const deadline = begin(within, gone, open);
      open.add(deadline);
      return deadline;
    },
  };

  function begin(within: number, gone: AbortSignal | undefined, open: Set<Open>): Open {
    const abort = new AbortController();
    const { promise: over, resolve } = Promise.withResolvers<undefined>();
    const end = clock.now() + within;
    const cancel = clock.after(within, expire);
    gone?.addEventListener('abort', expire);
    const deadline: Open = {
      ...{ users: 1, within, gone },
      signal: abort.signal,
      over,
      left: () => Math.max(1, end - clock.now()),
      leave() {
        deadline.users -= 1;
        if (deadline.users === 0) finish();
      },
    };
    return deadline;

    function expire(): void {
      finish();
      abort.abort();
      resolve(undefined);
    }

    function finish(): void {
      open.delete(deadline);
      cancel();
      gone?.removeEventListener('abort', expire);
    }
  }
}
