import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepository } from './create-repository.helper.ts';
import { listChangedFiles } from './list-changed-files.ts';

let repository: Awaited<ReturnType<typeof createRepository>>;
beforeAll(async () => {
  repository = await createRepository({ 'a.ts': '1', 'b.ts': '1', 'c.ts': '1', '.gitignore': 'dist\n' });
});
afterAll(() => repository.remove());

test('a tree without changes has no changed file', async () => {
  expect((await listChangedFiles(repository.root)).files).toEqual([]);
});

test('committed, edited, new and removed files have changed, but not what main has changed since', async () => {
  const { root, git, write } = repository;
  const first = git('rev-parse', 'HEAD');
  git('checkout', '--quiet', '-b', 'topic');
  await write({ 'a.ts': '2' });
  git('commit', '--quiet', '--all', '--message=topic');
  git('checkout', '--quiet', 'main');
  await write({ 'z.ts': 'of main' });
  git('add', '--all');
  git('commit', '--quiet', '--message=main');
  git('checkout', '--quiet', 'topic');
  await write({ 'b.ts': '2', 'new 새.ts': '', 'dist/out.js': '' });
  git('rm', '--quiet', 'c.ts');
  expect(await listChangedFiles(root)).toEqual({ base: first, files: ['a.ts', 'b.ts', 'c.ts', 'new 새.ts'] });
  expect((await listChangedFiles(root, 'HEAD')).files).toEqual(['b.ts', 'c.ts', 'new 새.ts']);
});

test.each([['no-such-branch'], ['--all'], ['HEAD^{tree}']])(
  'the revision %s is refused by a sentence',
  (since) =>
    expect(listChangedFiles(repository.root, since)).rejects.toThrow(
      `Git knows no revision "${since}". Fetch it first, or name another one.`,
    ),
);

test('a repository without a branch main asks for a revision', async () => {
  const other = await createRepository({ a: '1' });
  other.git('branch', '--move', 'trunk');
  await expect(listChangedFiles(other.root)).rejects.toThrow(
    'There is no branch main here. Name a revision:',
  );
  await other.remove();
});

test('a folder without a repository is refused by a sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-check-'));
  await expect(listChangedFiles(folder)).rejects.toThrow('This folder is in no Git repository');
  await rm(folder, { recursive: true });
});
