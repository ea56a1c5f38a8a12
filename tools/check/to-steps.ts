import type { Reach } from './create-reach.ts';
import type { CheckPlan } from './plan-check.ts';
import { slicePart } from './slice-part.ts';

/** One command of a check. */
export type Step = {
  name: string;
  command: string[];
  /** Steps of different lanes run at the same time. */
  lane: 'sources' | 'shop';
};

/** What is in the working tree. Paths are from its root. */
export type Tree = {
  /** The folders of workers that exist. */
  folders: string[];
  /** The files with tests. */
  tests: string[];
  reach: Reach;
  hasBrowser: boolean;
};

/** Tests of what a page may cost: bytes and scripts, and invocations of workers. */
const budgets = ['tests/system/limits.test.ts', 'tests/browser/budgets.test.ts'];

/**
 * Lists the commands that check a plan. A changed slice runs all its unit tests, the tests of the whole shop that are named after it or
 * import its contract, and the budgets. A part that needs it runs the unit tests that import a changed file, since no other test of it
 * can see the change.
 *
 * @param files the changed files
 */
export function toSteps(plan: CheckPlan, files: readonly string[], tree: Tree): Step[] {
  const changed = [...plan.changed.keys()].sort();
  const parts = [...changed, ...plan.needing.keys()];
  const folders = tree.folders.filter((folder) => parts.includes(slicePart(folder) ?? ''));
  const unit = tree.tests.filter((test) => {
    if (test.startsWith('tests/')) return false;
    const part = slicePart(test);
    if (part !== undefined && plan.changed.has(part)) return true;
    return (
      part !== undefined && plan.needing.has(part) && files.some((file) => tree.reach.all(test).has(file))
    );
  });
  const faces = changed.filter((slice) => tree.folders.includes(`frontends/${slice}`));
  const deployed = changed.flatMap((slice) => [
    ...(tree.folders.includes(`services/${slice}`) ? [`${slice}-service`] : []),
    ...(faces.includes(slice) || tree.folders.includes(`bff/${slice}`) ? [slice] : []),
  ]);
  const whole = tree.tests.filter(
    (test) =>
      plan.tests.includes(test) ||
      (budgets.includes(test) && faces.length > 0) ||
      (isOfShop(test) &&
        (changed.some((slice) => isNamedAfter(test, slice)) ||
          tree.reach.direct(test).some((file) => plan.changed.has(slicePart(file) ?? '')))),
  );
  const shop = whole.filter((test) => tree.hasBrowser || !test.startsWith('tests/browser/'));
  const house = tree.tests.filter(
    (test) => test.startsWith('tests/house/') && !test.endsWith('/deploy.test.ts'),
  );
  const typed = files.filter((file) => /\.(?:tsx?|json)$/.test(file));
  const test = (paths: string[]) => [
    'bun',
    'test',
    ...paths.map((path) => `./${path}`),
    '--timeout',
    '180000',
  ];
  const steps: (Step | false)[] = [
    folders.length > 0 && {
      ...{ name: 'format and lint', lane: 'sources' },
      command: ['bunx', 'biome', 'check', '--error-on-warnings', ...folders],
    },
    typed.length > 0 && {
      ...{ name: 'types', lane: 'sources' },
      command: ['bun', 'tools/check/check-types.ts', ...typed],
    },
    { name: 'contracts', lane: 'sources', command: ['bun', 'tools/contracts.ts'] },
    house.length > 0 && { name: 'rules of the house', lane: 'sources', command: test(house) },
    unit.length > 0 && { name: 'unit tests', lane: 'sources', command: test(unit) },
    deployed.length > 0 && {
      ...{ name: 'deploy --dry-run', lane: 'sources' },
      command: [...test(['tests/house/deploy.test.ts']), '-t', `accepts (${deployed.join('|')})$`],
    },
    shop.length > 0 && {
      // This command builds and seeds the shop once for all files, and runs two of them at a time.
      ...{ name: 'the whole shop', lane: 'shop' },
      command: ['bun', 'tools/test.ts', ...shop],
    },
  ];
  return steps.filter((step) => step !== false);
}

function isOfShop(test: string): boolean {
  return /^tests\/(?:system|browser)\//.test(test);
}

/** `tests/system/order-rush.test.ts` is named after `order`, and `reviews.test.ts` after `review`. */
function isNamedAfter(test: string, slice: string): boolean {
  const name = test.match(/^tests\/(?:system|browser)\/([a-z]+)/)?.[1];
  return name === slice || name === `${slice}s`;
}
