import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from '../../tools/workers.ts';
import { leftOut, whyLeftOut } from '../servers.helper.ts';
import { readImports } from './read-imports.helper.ts';
import { sourceFiles } from './source-files.helper.ts';

const code = sourceFiles.filter((file) => /\.tsx?$/.test(file));
const importers = new Map<string, string[]>(code.map((file) => [file, []]));
for (const file of code) for (const found of readImports(file)) importers.get(found.file ?? '')?.push(file);

/** Files that run by themselves, modules that the platform offers to workers, and types that the shop offers to partners. */
const entries =
  /(?:^|\/)(?:worker|contract)\.ts$|^(?:tools|bench)\/[^/]+\.ts$|^(?:platform|contracts|docs)\//;
const helpers = code.filter(isHelper);

test('a file that only tests import ends in .helper.ts', () => {
  const unmarked = code.filter((file) => {
    const users = importers.get(file) ?? [];
    return !isTest(file) && !entries.test(file) && users.length > 0 && users.every(isTest);
  });
  expect(helpers.length).toBeGreaterThan(30);
  expect(unmarked).toEqual([]);
});

test('only tests import a test helper', () => {
  const wrong = helpers.flatMap((file) =>
    (importers.get(file) ?? []).filter((user) => !isTest(user)).map((user) => `${user} imports ${file}`),
  );
  expect(wrong).toEqual([]);
});

test('a test helper is beside the tests that use it, or in tests/ if several folders use it', () => {
  const misplaced = helpers.filter((file) => {
    const users = importers.get(file) ?? [];
    return dirname(file) !== 'tests' && !users.every((user) => user.startsWith(`${dirname(file)}/`));
  });
  expect(misplaced).toEqual([]);
});

test('a test beside the code starts the clock of its worker with startClock()', () => {
  const fixed = code.filter(
    (file) =>
      /\.test\.tsx?$/.test(file) &&
      !file.startsWith('tests/') &&
      /\bDEV_NOW\s*[:=]/.test(readFileSync(`${root}/${file}`, 'utf8')),
  );
  expect(fixed).toEqual([]);
});

test('each file that does not apply to a server or a topology exists, once, and depends on the server', () => {
  const files = leftOut.map(({ file }) => file);
  expect(files).toEqual([...new Set(files)].filter((file) => code.includes(file)));
  for (const { file, servers: [server] = [], reason } of leftOut.filter(({ servers }) => servers)) {
    const text = readFileSync(`${root}/${file}`, 'utf8');
    expect([file, whyLeftOut(file, text, { topology: '', server })]).toEqual([file, reason]);
  }
});

function isHelper(file: string): boolean {
  return file.endsWith('.helper.ts');
}

/** The preload of the test runner and the benchmarks may use helpers, too. */
function isTest(file: string): boolean {
  return isHelper(file) || /\.test(?:-d)?\.tsx?$|^bench\/|^tools\/test(?:-preload)?\.ts$/.test(file);
}
