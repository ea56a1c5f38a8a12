import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import type { Worker } from '../workers.ts';

/** What sets off each minute; triggers of any other time are left to who wants them. */
const everyMinute = '* * * * *';

/**
 * Sets off, once a minute, the workers whose wrangler.toml asks for it, as Cloudflare does.
 *
 * @returns stops it
 */
export function startCrons(workers: Worker[], trigger: (name: string) => Promise<void>): () => void {
  const due = listCronWorkers(workers);
  const run = () => {
    // One that fails writes its own log line, and has its next minute.
    for (const { name } of due) trigger(name).catch(() => {});
  };
  run();
  const timer = setInterval(run, 60_000);
  return () => clearInterval(timer);
}

/** The workers that ask to be called each minute. */
export function listCronWorkers(workers: Worker[]): Worker[] {
  return workers.filter(({ config }) => {
    const { triggers } = parse(readFileSync(config, 'utf8')) as { triggers?: { crons?: string[] } };
    return triggers?.crons?.includes(everyMinute);
  });
}
