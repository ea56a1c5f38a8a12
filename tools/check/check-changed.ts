import { relative } from 'node:path';
import { readRecords } from '../contracts/records.ts';
import { findChromium } from '../find-chromium.ts';
import { joinWorkers } from '../topology/join-workers.ts';
import { defaultTopology } from '../topology/topologies.ts';
import { listWorkers, root, tiersOf } from '../workers.ts';
import { createReach } from './create-reach.ts';
import { listChangedFiles } from './list-changed-files.ts';
import { type CheckPlan, describePlan, planCheck } from './plan-check.ts';
import { readLinks } from './read-links.ts';
import { runSteps, type StepResult, toTimes } from './run-steps.ts';
import { type Step, toSteps } from './to-steps.ts';

type Options = {
  since: string | undefined;
  /** Only says what would run. */
  plan: boolean;
  json: boolean;
};

/**
 * Checks what has changed since a revision, and what needs it.
 *
 * @returns the exit code; undefined if everything has to be checked
 * @throws CheckError if the changes are unknown; ContractError if a record is broken
 */
export async function checkChanged({ since, plan: onlyPlan, json }: Options): Promise<number | undefined> {
  const { base, files } = await listChangedFiles(root, since);
  const say = json ? console.error : console.log;
  if (files.length === 0) {
    if (json) console.log(JSON.stringify({ base, files, ok: true, steps: [] }));
    else say(`Nothing has changed since ${base.slice(0, 9)}.`);
    return 0;
  }
  const plan = planCheck(files, readLinks(root, await readRecords()));
  for (const sentence of describePlan(plan)) say(sentence);
  const steps = plan.everything === undefined ? toSteps(plan, files, await readTree()) : undefined;
  if (!steps) {
    if (json && onlyPlan) console.log(toJson(base, files, plan));
    return onlyPlan ? 0 : undefined;
  }
  if (!findChromium() && plan.changed.size > 0)
    say(
      'Chromium is not installed, so no test in a browser runs (apt-get install chromium, or set CHROMIUM).',
    );
  if (onlyPlan) {
    if (json) console.log(toJson(base, files, plan, steps));
    else for (const { name, command } of steps) say(`\n${name}\n  ${command.join(' ')}`);
    return 0;
  }
  say('');
  const results = await runSteps(root, steps, say);
  say(`\n${toTimes(results)}`);
  if (json) console.log(toJson(base, files, plan, steps, results));
  const failed = results.filter(({ passed }) => !passed).map(({ name }) => name);
  if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}.`);
  return failed.length > 0 ? 1 : 0;
}

async function readTree() {
  const tests = [
    ...new Bun.Glob('{services,bff,frontends,shell,platform,tests}/**/*.test.{ts,tsx}').scanSync(root),
  ];
  const deployed = joinWorkers(defaultTopology, await listWorkers(), '');
  return {
    workers: new Map(
      deployed.flatMap((worker) =>
        tiersOf(worker).map(({ directory }): [string, string] => [relative(root, directory), worker.name]),
      ),
    ),
    tests: tests.filter((file) => !/node_modules|\/dist\//.test(file)).sort(),
    reach: createReach(root),
    hasBrowser: findChromium() !== null,
  };
}

function toJson(
  base: string,
  files: string[],
  plan: CheckPlan,
  steps?: Step[],
  results?: StepResult[],
): string {
  const parts = {
    ...{ base, files, everything: plan.everything },
    ...{ changed: [...plan.changed.keys()].sort(), needing: Object.fromEntries(plan.needing) },
    steps: steps?.map((step) => ({ ...step, ...results?.find(({ name }) => name === step.name) })),
  };
  return JSON.stringify(results ? { ...parts, ok: results.every(({ passed }) => passed) } : parts, null, 2);
}
