import type { Reach } from './create-reach.ts';
import type { CheckPlan } from './plan-check.ts';
import { slicePart } from './slice-part.ts';

/** One command of a check. */
export type Step = {
  name: string;
  command: string[];
  /** Steps of different lanes run at the same time. */
  lane: 'sources' | 'units' | 'shop';
};

/** What is in the working tree. Paths are from its root. */
export type Tree = {
  /** The folders of workers that exist, each with the name of the worker that is deployed. */
  workers: ReadonlyMap<string, string>;
  /** The files with tests. */
  tests: string[];
  reach: Reach;
  hasBrowser: boolean;
};

/** Tests of what a page may cost: calls of workers and of stores, and bytes and scripts in a browser. */
const limits = 'tests/system/limits.test.ts';
const budgets = 'tests/browser/budgets.test.ts';

/**
 * Lists the commands that check a plan. A folder of a worker with a change runs all its unit tests. Any other folder of the slice, and of a
 * part that needs it, runs those that import a changed file, since no other test of it can see the change. With the whole shop run the
 * tests that are named after a changed slice or import from a changed folder, and the budgets.
 *
 * @param files the changed files
 */
export function toSteps(plan: CheckPlan, files: readonly string[], tree: Tree): Step[] {
  const changed = [...plan.changed.keys()].sort();
  const parts = [...changed, ...plan.needing.keys()];
  const present = [...tree.workers.keys()];
  const folders = present.filter((folder) => parts.includes(slicePart(folder) ?? ''));
  const unit = tree.tests.filter(
    (test) =>
      parts.includes(slicePart(test) ?? '') &&
      files.some((file) => folderOf(file) === folderOf(test) || tree.reach.all(test).has(file)),
  );
  const faces = changed.filter((slice) => tree.workers.has(`frontends/${slice}`));
  const changedFolders = new Set(files.filter((file) => slicePart(file) !== undefined).map(folderOf));
  const deployed = new Set(
    present.filter((folder) => changedFolders.has(folder)).map((folder) => tree.workers.get(folder)),
  );
  const whole = tree.tests.filter(
    (test) =>
      plan.tests.includes(test) ||
      (test === limits && faces.length > 0) ||
      (test === budgets && changed.some((slice) => hasFace(changedFolders, slice))) ||
      (isOfShop(test) &&
        !isRush(test) &&
        (changed.some((slice) => isAbout(test, slice, changedFolders)) ||
          tree.reach.direct(test).some((file) => changedFolders.has(folderOf(file))))),
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
    unit.length > 0 && { name: 'unit tests', lane: 'units', command: test(unit) },
    deployed.size > 0 && {
      ...{ name: 'deploy --dry-run', lane: 'sources' },
      command: [...test(['tests/house/deploy.test.ts']), '-t', `accepts (${[...deployed].join('|')})$`],
    },
    shop.length > 0 && {
      // This command builds and seeds the shop once for all files, and runs two of them at a time.
      ...{ name: 'the whole shop', lane: 'shop' },
      command: ['bun', 'tools/test.ts', '--one-view', ...shop],
    },
  ];
  return steps.filter((step) => step !== false);
}

function isOfShop(test: string): boolean {
  return /^tests\/(?:system|browser)\//.test(test);
}

/** The folder of a worker, such as `services/order`, for a file in it. */
function folderOf(file: string): string {
  return file.split('/', 2).join('/');
}

/** Whether a test needs the whole machine, such as `order-rush.test.ts` with its 500 buyers. Only the whole run has these. */
function isRush(test: string): boolean {
  return test.endsWith('-rush.test.ts');
}

/**
 * Whether a test of the whole shop is about a change of a slice: it is named after the slice, as `order.test.ts` and `reviews.test.ts` are. A
 * name with a topic, such as `order-recovery.test.ts`, is about what the service does. In a browser, the frontend and its BFF are tested.
 */
function isAbout(test: string, slice: string, changedFolders: ReadonlySet<string>): boolean {
  const [, suite, name, topic] = test.match(/^tests\/(system|browser)\/([a-z]+)(-.+)?\.test\.ts$/) ?? [];
  if (name !== slice && name !== `${slice}s`) return false;
  if (suite === 'browser') return hasFace(changedFolders, slice);
  return topic === undefined || changedFolders.has(`services/${slice}`);
}

/** Whether the face of a slice is among the folders: its frontend or its BFF. */
function hasFace(folders: ReadonlySet<string>, slice: string): boolean {
  return folders.has(`frontends/${slice}`) || folders.has(`bff/${slice}`);
}
