import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeOthers, writeFiles } from './write-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-files-'));
afterAll(() => rm(folder, { recursive: true }));
const modified = async (path: string) => (await stat(join(folder, path))).mtimeMs;

test('a second build writes only the files that changed, and removes those that are gone', async () => {
  const same = { path: 'worker/index.js', content: 'export {};' };
  await writeFiles(folder, [
    same,
    { path: 'assets/cart/1/a.js', content: 'one' },
    { path: 'assets/icon', content: new Uint8Array([0, 255]) },
  ]);
  await utimes(join(folder, same.path), 1_000, 1_000);

  await writeFiles(folder, [
    same,
    { path: 'assets/cart/2/a.js', content: 'two' },
    { path: 'assets/icon', content: '' },
  ]);
  await removeOthers(join(folder, 'assets'), [
    join(folder, 'assets/cart/2/a.js'),
    join(folder, 'assets/icon'),
  ]);

  expect(await modified(same.path)).toBe(1_000_000);
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(left.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort()).toEqual([
    'a.js',
    'icon',
    'index.js',
  ]);
  expect(await Bun.file(join(folder, 'assets/cart/2/a.js')).text()).toBe('two');
  expect(await Bun.file(join(folder, 'assets/icon')).bytes()).toEqual(new Uint8Array());
});

test('no file is left of an unfinished write', async () => {
  await writeFiles(folder, [{ path: 'b/c', content: 'whole' }]);
  expect(await readdir(join(folder, 'b'))).toEqual(['c']);
});

test('nothing is removed from a folder that does not exist', async () => {
  await removeOthers(join(folder, 'nowhere'), []);
});
