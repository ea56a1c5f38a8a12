import type { Rehearsal } from './create-rehearsal.ts';
import type { Ledger } from './ledger.ts';
import type { createLoad } from './load-shop.ts';
import type { Browser } from './open-browser.ts';

type Options = {
  rehearsal: Pick<Rehearsal, 'release' | 'deploy'>;
  load: ReturnType<typeof createLoad>;
  ledger: Ledger;
  /** Chromium, which opens real pages in each phase; undefined if there is none. */
  browser: Browser | undefined;
  slices: readonly string[];
  /** The requests of all phases together. */
  requests: number;
  /** Writes the next version of both slices. */
  writeNext(): Promise<void>;
  onPhase(name: string, state: { rising: boolean; deployed: boolean }): void;
};

/** How long a phase took, and what happened in it. */
export type Phase = { name: string; requests: number; seconds: number };

const tabsOfPhase = 3;

/**
 * Takes two slices at the same time from their first version over a canary to the next one, and back, while visitors come. A phase lasts
 * until its commands have ended and its share of the requests is over.
 *
 * @returns the phases, and when the rollback commands ended
 */
export async function runPhases(options: Options): Promise<{ phases: Phase[]; rolledBackAt: number }> {
  const { rehearsal, load, ledger, browser, slices, requests } = options;
  const phases: Phase[] = [];
  let rolledBackAt = 0;
  const releaseAll = async (...args: string[]) => {
    const outcomes = await Promise.all(slices.map((slice) => rehearsal.release(slice, ...args)));
    for (const { refused } of outcomes) ledger.count('commands that another one had overtaken', refused);
  };

  const before = { rising: false, deployed: false };
  await phase('the first version', 0.1, before, async () => {
    await load.keepTabs(tabsOfPhase);
  });
  await phase('deploy of the next version', 0.1, before, async () => {
    await options.writeNext();
    await rehearsal.deploy(slices);
  });
  const canary = { rising: true, deployed: true };
  await phase('canary of 10 %', 0.2, canary, () => releaseAll('--percent', '10'));
  await phase('canary of 50 %', 0.2, canary, () => releaseAll('--percent', '50'));
  await phase('promotion', 0.2, canary, async () => {
    await releaseAll('--promote');
    await load.keepTabs(tabsOfPhase);
  });
  await phase('rollback', 0.2, before, async () => {
    await releaseAll('--rollback');
    rolledBackAt = performance.now();
  });
  return { phases, rolledBackAt };

  async function phase(
    name: string,
    share: number,
    state: { rising: boolean; deployed: boolean },
    command: () => Promise<void>,
  ): Promise<void> {
    options.onPhase(name, state);
    const began = performance.now();
    const first = ledger.counts.requests ?? 0;
    let ended = false;
    const isOver = () => ended && (ledger.counts.requests ?? 0) - first >= share * requests;
    const work = async () => {
      await command();
      await browser?.sample();
      await load.useTabs();
      ended = true;
    };
    // A command that fails ends the visits, too.
    const working = work().finally(() => (ended = true));
    let failed = false;
    working.catch(() => (failed = true));
    await Promise.all([working, load.run(() => !isOver() && !failed)]);
    const seconds = (performance.now() - began) / 1_000;
    phases.push({ name, requests: (ledger.counts.requests ?? 0) - first, seconds });
  }
}
