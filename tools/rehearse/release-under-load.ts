import { createRandom } from '../seed/random.ts';
import type { Rehearsal } from './create-rehearsal.ts';
import type { World } from './create-shopper.ts';
import { createLedger } from './ledger.ts';
import { createLoad } from './load-shop.ts';
import { callsNewService, nextVersion, released } from './next-versions.ts';
import { openBrowser } from './open-browser.ts';
import { runPhases } from './run-phases.ts';
import { toVerdict, type Verdict } from './to-verdict.ts';

type Options = {
  rehearsal: Pick<Rehearsal, 'url' | 'edit' | 'release' | 'deploy' | 'buildsOf'>;
  /** Paths of products, and of other pages that visitors open. */
  products: string[];
  paths: string[];
  /** How many requests the visitors send in all, and how many visitors are in the shop at once. */
  requests: number;
  visitors: number;
  hasBrowser: boolean;
  /** A visitor sends a request again that a busy machine answered with 503. Without this, such an answer is an error. */
  repeatsWhenBusy: boolean;
  say(line: string): void;
  show(line: string): void;
};

/** Releases two slices of a running shop at the same time, takes them back, and judges what visitors saw meanwhile. */
export async function releaseUnderLoad(options: Options): Promise<Verdict> {
  const { rehearsal, products, paths, requests, visitors, hasBrowser, repeatsWhenBusy, say, show } = options;
  const ledger = createLedger(() => {
    if ((ledger.counts.requests ?? 0) % 50 === 0) show(`${ledger.counts.requests} of ${requests} requests`);
  });
  const old = new Map(released.map((slice) => [slice as string, rehearsal.buildsOf(slice)]));
  const seenNew = new Set<string>();
  let state = { rising: false, deployed: false };
  let lastNewAt = 0;
  const world: World = {
    ...{ url: rehearsal.url, ledger, slices: released, callsNewService, repeatsWhenBusy },
    isNew: (slice, build) => !old.get(slice)?.has(build),
    newIsDeployed: () => state.deployed,
    isRising: () => state.rising,
    onLook(slice, isNew, at) {
      if (!isNew) return;
      seenNew.add(slice);
      lastNewAt = Math.max(lastNewAt, at);
    },
  };
  const random = createRandom(1, 'rehearse');
  const load = createLoad({
    ...{ world, products, paths, visitors },
    random: (below) => random.integer(0, below - 1),
  });
  const browser = hasBrowser
    ? await openBrowser({ url: rehearsal.url, products, ledger, repeatsWhenBusy })
    : undefined;
  if (hasBrowser && !browser) say('There is no Chromium on this machine, so no island is hydrated.');
  try {
    const { phases, rolledBackAt } = await runPhases({
      ...{ rehearsal, load, ledger, browser, slices: released, requests },
      writeNext: () => rehearsal.edit(nextVersion),
      onPhase(name, next) {
        state = next;
        say(`${name} …`);
      },
    });
    return toVerdict({
      ...{ ledger, phases, requests, released, hasBrowser: browser !== undefined },
      seen: [...seenNew],
      rollbackSeconds: Math.max(0, lastNewAt - rolledBackAt) / 1_000,
    });
  } finally {
    await browser?.close();
  }
}
