import { expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { readTestReport } from './read-test-report.ts';

test('the report of a run names each failed test with its file, groups and reason', async () => {
  const folder = await mkdtemp(`${tmpdir()}/report-`);
  await Bun.write(
    `${folder}/shelf.test.ts`,
    `import { describe, expect, test } from 'bun:test';
describe('a <shelf>', () => {
  test('has "two" products', () => { expect(1).toBe(2); });
  test('has a price', () => {});
});
test('a test that never ends', () => new Promise(() => {}), 50);
test.skip('waits', () => {});
`,
  );
  const run = Bun.spawn(
    [process.execPath, 'test', './shelf.test.ts', '--reporter=junit', '--reporter-outfile=report.xml'],
    { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] },
  );
  await run.exited;
  const { failures, ...counts } = await readTestReport(`${folder}/report.xml`);
  await rm(folder, { recursive: true });
  expect(counts).toEqual({ passed: 1, failed: 2, skipped: 1 });
  expect(failures.map(({ title }) => title)).toEqual([
    'a <shelf> > has "two" products',
    'a test that never ends',
  ]);
  expect(failures.map(({ place }) => place)).toEqual(['shelf.test.ts:3', 'shelf.test.ts:6']);
  expect(failures[0]?.reason).toContain('Expected: 2');
  expect(failures[1]?.reason).toContain('timed out');
});

test('a run that ended before its report has no figures', async () => {
  expect(await readTestReport(`${tmpdir()}/no-such-report.xml`)).toEqual({
    ...{ passed: 0, failed: 0, skipped: 0, failures: [] },
  });
});
