import { toReleaseKey } from '@jogakbo/edge/choose-arm';
import { toFindingTable } from '../judge/to-finding-table.ts';
import { openReleaseLog } from '../release-log.ts';
import { openStores, type ReleaseOptions, runRelease } from '../run-release.ts';
import { type Decision, openDecisionLog } from './decision-log.ts';
import { readViews } from './read-views.ts';
import { type CanaryOutcome, type CanarySettings, type CanaryState, runCanary } from './run-canary.ts';

type Options = Omit<ReleaseOptions, 'command' | 'say'> & { json: boolean };

/** The exit code of the command for each outcome. */
export const exitCodes: Record<CanaryOutcome, number> = {
  ...{ promoted: 0, 'rolled back': 1, changed: 1, inconclusive: 3, interrupted: 130 },
};

/** Runs a canary against the account. Ctrl-C ends it, and leaves the share as it is. */
export async function startCanary(options: Options, settings: CanarySettings): Promise<CanaryOutcome> {
  const { cloudflare, environment, slice, keys, now, json } = options;
  const stores = await openStores(options);
  const log = openReleaseLog({ ...stores, cloudflare, keys, now });
  const decisions = openDecisionLog({ cloudflare, database: stores.database });
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  const say = (line: string) => console.error(line);
  try {
    return await runCanary(
      {
        async read(): Promise<CanaryState | undefined> {
          const { canary, since } = (await log.read()).slices[slice] ?? {};
          if (!canary || !since) return undefined;
          return { percent: canary.percent, release: toReleaseKey(canary.workers), since: new Date(since) };
        },
        change: (command, why) => runRelease({ ...options, command, why, say }),
        views: (release) => readViews({ cloudflare, environment, slice, release, now: now() }),
        async keep(kept) {
          const decision: Decision = { at: now().toISOString(), slice, ...kept };
          console.log(json ? JSON.stringify(decision) : toDecisionText(decision));
          await decisions.add(decision);
        },
        say,
        show(line) {
          if (process.stderr.isTTY) process.stderr.write(`\r${line}  `);
        },
        now: () => now().getTime(),
        wait: (milliseconds) => sleep(milliseconds, interrupt.signal),
        isInterrupted: () => interrupt.signal.aborted,
      },
      settings,
    );
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}

/** Writes a decision with its numbers for the terminal. */
export function toDecisionText({ at, percent, decision, reason, views, findings }: Decision): string {
  const when = at.slice(0, 19).replace('T', ' ');
  return [
    `${when} at ${percent} %: ${decision}: ${reason}`,
    `${views.canary} views of the canary, ${views.control} of the control`,
    ...toFindingTable(findings),
    '',
  ].join('\n');
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
