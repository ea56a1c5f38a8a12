import type { ViewPoint } from '../../../shell/views/view-point.ts';
import type { Command } from '../plan-release.ts';
import type { Decision } from './decision-log.ts';
import { type Judged, type JudgeSettings, judgeViews } from './judge-views.ts';

/** The canary of a slice, as the release map has it. */
export type CanaryState = { percent: number; release: string; since: Date };

export type CanaryPorts = {
  /** Reads the release map. Undefined if the slice has no canary. */
  read(): Promise<CanaryState | undefined>;
  change(command: Command, why: string): Promise<void>;
  /** Reads the recorded views of a release, in the order of time. */
  views(release: string): Promise<Iterable<ViewPoint>>;
  keep(decision: Omit<Decision, 'at' | 'slice'>): Promise<void>;
  say(line: string): void;
  /** Shows how far the run is, until the next line. */
  show(line: string): void;
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
  isInterrupted(): boolean;
};

export type CanarySettings = JudgeSettings & {
  /** The shares of the visitors in percent, rising. */
  steps: readonly number[];
  /** How long a step lasts at least. */
  everyMs: number;
  version: string | undefined;
  why: string;
};

export type CanaryOutcome = 'promoted' | 'rolled back' | 'inconclusive' | 'interrupted' | 'changed';

/** A step needs this many views of the canary. A broken version is stopped by then. */
const viewsPerStep = 20;
/** A step that still has too few views after this many times its length ends the run. */
const longestSteps = 3;
/** The pause before a failed change of the release is tried again. */
const retryMs = 1_000;

/**
 * Raises the share of a canary in steps, and looks at its visitors all the time. It goes on where an earlier run stopped, as everything that
 * it knows is in the release map and in the recorded views.
 */
export async function runCanary(ports: CanaryPorts, settings: CanarySettings): Promise<CanaryOutcome> {
  const { steps, everyMs, version, why } = settings;
  const lookMs = Math.min(2_000, Math.max(100, everyMs / 10));
  const last = steps.at(-1) as number;

  let state = await ports.read();
  if (state) ports.say(`Going on: the canary has ${state.percent} % of the visitors.`);
  else {
    await ports.change({ kind: 'percent', percent: steps[0] as number, version }, why);
    state = await ports.read();
  }

  for (;;) {
    if (!state) return toChanged();
    if (ports.isInterrupted()) return toInterrupted(state);
    const judged = await attempt('The views cannot be read', () => look(state as CanaryState));
    if (judged) {
      const outcome = await decide(state, judged);
      if (outcome) return outcome;
    }
    await ports.wait(lookMs);
    const next = await attempt('The release map cannot be read', async () => ({ state: await ports.read() }));
    if (!next) continue;
    if (next.state?.release !== state.release) return toChanged();
    state = next.state;
  }

  async function look({ release }: CanaryState): Promise<Judged> {
    return judgeViews(await ports.views(release), settings);
  }

  /** @returns undefined to look again */
  async function decide(now: CanaryState, judged: Judged): Promise<CanaryOutcome | undefined> {
    const { percent, since } = now;
    const spent = ports.now() - since.getTime();
    if (judged.decision === 'roll back') {
      const rollback = insist(() => ports.change({ kind: 'rollback' }, toWhy(judged.reason)), now);
      // A log that is away must not delay the rollback.
      const [done] = await Promise.all([rollback, keep(now, judged, 'roll back', judged.reason)]);
      return done ? 'rolled back' : 'interrupted';
    }
    const next = steps.find((step) => step > percent);
    if (next === undefined && judged.decision === 'promote' && percent >= last) {
      await keep(now, judged, 'promote', judged.reason);
      return (await insist(() => ports.change({ kind: 'promote' }, toWhy(judged.reason)), now))
        ? 'promoted'
        : 'interrupted';
    }
    ports.show(
      `${percent} %: ${judged.views.canary} views of the canary, ${judged.views.control} of the control`,
    );
    if (spent < everyMs) return undefined;
    const missing = viewsPerStep - judged.views.canary;
    if (missing > 0) {
      if (spent < everyMs * longestSteps) return undefined;
      const reason = `the canary had ${judged.views.canary} views, and a step needs ${viewsPerStep}: take longer steps with --every, or a greater share with --steps`;
      await keep(now, judged, 'inconclusive', reason);
      return 'inconclusive';
    }
    if (next === undefined) {
      await keep(now, judged, 'inconclusive', judged.reason);
      ports.say(
        `The canary keeps ${percent} % of the visitors. To wait for more of them, run the command again.`,
      );
      return 'inconclusive';
    }
    const reason = `nothing is worse after ${judged.views.canary} views, so the share rises to ${next} %`;
    await keep(now, judged, 'raise', reason);
    await attempt('The share cannot be raised', () =>
      ports.change({ kind: 'percent', percent: next }, toWhy(reason)),
    );
    return undefined;
  }

  async function keep(
    { release, percent }: CanaryState,
    { views, findings }: Judged,
    decision: Decision['decision'],
    reason: string,
  ): Promise<void> {
    const kept = { release, percent, decision, reason, views, findings };
    await attempt('The decision cannot be kept', () => ports.keep(kept));
  }

  /** Repeats a change until it succeeds. @returns false if it was interrupted */
  async function insist(change: () => Promise<void>, { release }: CanaryState): Promise<boolean> {
    for (;;) {
      const done = await attempt('The release cannot be changed', async () => {
        await change();
        return true;
      });
      if (done) return true;
      if (ports.isInterrupted()) {
        ports.say('Interrupted. The decision has not taken effect. Run the same command again.');
        return false;
      }
      await ports.wait(retryMs);
      // Somebody else may have ended the canary meanwhile.
      const next = await attempt('The release map cannot be read', async () => ({
        state: await ports.read(),
      }));
      if (next && next.state?.release !== release) return true;
    }
  }

  /** @returns undefined if it failed, which is said */
  async function attempt<Value>(what: string, action: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await action();
    } catch (error) {
      ports.say(`${what}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  }

  function toInterrupted({ percent }: CanaryState): CanaryOutcome {
    ports.say(
      `Interrupted. The canary keeps ${percent} % of the visitors. To go on, run the same command again.`,
    );
    return 'interrupted';
  }

  function toChanged(): CanaryOutcome {
    ports.say('Somebody else has changed this release, so this run ends. See bun run releases.');
    return 'changed';
  }
}

function toWhy(reason: string): string {
  return `canary: ${reason}`;
}
