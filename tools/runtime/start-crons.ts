import { readConfig, type Worker } from '../workers.ts';

/** The trigger of each minute. Triggers at other times do not run here. */
const everyMinute = '* * * * *';

/**
 * Calls, once a minute, the `scheduled` handler of each worker whose wrangler.toml has that trigger, as Cloudflare does.
 *
 * @returns a function that stops it
 */
export function startCrons(workers: Worker[], trigger: (name: string) => Promise<void>): () => void {
  const due = listCronWorkers(workers);
  const run = () => {
    // A worker that fails logs it, and is called again in the next minute.
    for (const { name } of due) trigger(name).catch(() => {});
  };
  run();
  const timer = setInterval(run, 60_000);
  return () => clearInterval(timer);
}

/** Lists the workers that have the trigger of each minute. */
export function listCronWorkers(workers: Worker[]): Worker[] {
  return workers.filter((worker) =>
    readConfig<{ triggers?: { crons?: string[] } }>(worker).triggers?.crons?.includes(everyMinute),
  );
}
