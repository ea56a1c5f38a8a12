import type { Clock } from './clock.ts';

/** A clock that moves only when a test moves it. */
export type TestClock = Clock & { advance(milliseconds: number): Promise<void> };

const nothing = new Uint8Array(0);

type Waiter = { at: number; run: () => void };

/** Creates a clock for one test. */
export function createTestClock(start = 1_000_000): TestClock {
  let now = start;
  let waiting: Waiter[] = [];
  const clock: TestClock = {
    now: () => now,
    wait: (milliseconds) => new Promise((resolve) => void clock.after(milliseconds, resolve)),
    after(milliseconds, run) {
      const waiter = { at: now + milliseconds, run };
      waiting.push(waiter);
      return () => {
        waiting = waiting.filter((other) => other !== waiter);
      };
    },
    /** Moves the clock, runs the timers that are due, and lets the promises after them settle. */
    async advance(milliseconds) {
      const until = now + milliseconds;
      await settle();
      for (;;) {
        const due = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        waiting = waiting.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.run();
        await settle();
      }
      now = until;
      await settle();
    },
  };
  return clock;
}

/**
 * Streams and fetches in a test take a few turns of the event loop, but no time. Hashes are made by other threads, which are slow on a busy
 * machine. They are made in order, so one more hash ends after those that the engine waits for.
 */
async function settle(): Promise<void> {
  await crypto.subtle.digest('SHA-256', nothing);
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
}
