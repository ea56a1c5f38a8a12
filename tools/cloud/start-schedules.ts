import type { Account } from './account.ts';

/**
 * Calls the `scheduled` handlers of the account at their times.
 *
 * @returns a function that stops it
 */
export function startSchedules(
  account: Account,
  trigger: (script: string, cron: string) => Promise<void>,
): () => void {
  let minute = toMinute(Date.now());
  const timer = setInterval(() => {
    const now = toMinute(Date.now());
    if (now === minute) return;
    minute = now;
    // A worker that fails logs it, and is called again at its next time.
    for (const { name, schedules } of Object.values(account.scripts))
      for (const cron of schedules) if (isDue(cron, now)) trigger(name, cron).catch(() => {});
  }, 1_000);
  return () => clearInterval(timer);
}

/** Says whether a cron expression has this minute, in UTC. */
export function isDue(cron: string, minute: number): boolean {
  const next = Bun.cron.parse(cron, new Date(minute * minuteMs - 1));
  return next !== null && toMinute(next.getTime()) === minute;
}

const minuteMs = 60_000;

function toMinute(time: number): number {
  return Math.floor(time / minuteMs);
}
