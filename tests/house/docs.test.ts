import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Manifest, manifestPath } from '@jogakbo/contracts/fragment';
import { listWorkers, root } from '../../tools/workers.ts';
import { sourceFiles } from './source-files.helper.ts';

const documents = sourceFiles.filter((file) => file.endsWith('.md'));
/** Every file and every folder, without a slash at the end. */
const known = new Set(
  sourceFiles.flatMap((file) =>
    file.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/')),
  ),
);
const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8');
const workers = await listWorkers();

test('every link in a document leads to a file of the project', () => {
  expect(documents.length).toBeGreaterThan(50);
  const broken = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, link]) => link as string)
      .filter((link) => !/^\w+:/.test(link) && !known.has(join(dirname(file), link).replace(/\/$/, '')))
      .map((link) => `${file} links ${link}`),
  );
  expect(broken).toEqual([]);
});

test('the guides name only files and folders of the project', () => {
  const guides = documents.filter((file) =>
    /^[A-Z]+\.md$|^docs\/|^(?:tools|tests|bench|shell)\/README/.test(file),
  );
  const top = /^(?:contracts|platform|frontends|bff|services|shell|tools|tests|bench|docs)\/[\w./-]*$/;
  const missing = guides.flatMap((file) =>
    [...read(file).matchAll(/`([^`\n]+)`/g)]
      .map(([, path]) => path as string)
      .filter((path) => top.test(path) && !known.has(path.replace(/\/$/, '')))
      .map((path) => `${file} names ${path}`),
  );
  expect(missing).toEqual([]);
});

test('the tables of all documents fit a screen', () => {
  const wide = documents.flatMap((file) =>
    read(file)
      .replace(/<!-- graph:[\s\S]*?<!-- end of graph -->/, '')
      .split('\n')
      .filter(
        (line) => /^\| [^-]/.test(line) && line.replace(/\]\([^)]*\)/g, '').replace(/ +/g, ' ').length > 180,
      )
      .map((line) => `${file}: ${line.slice(0, 60)}…`),
  );
  expect(wide).toEqual([]);
});

test('the first hour of the engine shows the files of its folder as they are', () => {
  const folder = 'platform/compose/example/first-hour';
  const blocks = [...read(`${folder}/README.md`).matchAll(/^`([\w.-]+)`\n\n```\w+\n([\s\S]*?)^```$/gm)];
  const shown = new Map(blocks.map(([, file, code]) => [file as string, code as string]));
  const files = sourceFiles
    .filter((file) => file.startsWith(`${folder}/`) && !/README\.md$|\.test\.ts$/.test(file))
    .map((file) => file.slice(folder.length + 1));
  expect([...shown.keys()].sort()).toEqual(files.sort());
  for (const [file, code] of shown) expect({ file, code }).toEqual({ file, code: read(`${folder}/${file}`) });
});

describe('docs/decisions/README.md', () => {
  const index = read('docs/decisions/README.md');
  const decisions = documents
    .filter((file) => /^docs\/decisions\/\d/.test(file))
    .map((file) => file.slice(15));

  test.each(decisions)('has a row for %s with its date and when to revisit it', (file) => {
    const row = index.split('\n').find((line) => line.includes(`(${file})`)) ?? '';
    expect(row).toMatch(/^\| \[.+\]\(.+\) +\| \d{4}-\d{2}-\d{2} \| \S.* \|$/);
  });
});

describe('README.md', () => {
  const readme = read('README.md');

  test('has every command of package.json, and no other', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const rows = readme.split('\n').filter((line) => line.startsWith('| `bun run '));
    const named = rows.flatMap((row) => [...row.matchAll(/`bun run ([\w-]+)/g)].map(([, name]) => name));
    expect(named.sort()).toEqual(Object.keys(scripts).sort());
  });

  test.each(workers.filter(({ kind }) => kind === 'frontend').map(({ slice }) => slice))(
    'has every fragment of %s',
    async (slice) => {
      const { default: app } = await import(`${root}/frontends/${slice}/worker.ts`);
      const answer: Response = await app.request(manifestPath, {}, { LOG_LEVEL: 'off' });
      const { fragments } = (await answer.json()) as Manifest;
      const row = readme.split('\n').find((line) => line.startsWith(`| ${slice} `)) ?? '';
      const named = new Set([...row.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
      expect(Object.keys(fragments).filter((name) => !named.has(name))).toEqual([]);
    },
  );
});

test('CODEOWNERS names an owner for the folder of every worker, and no folder that does not exist', () => {
  const lines = read('CODEOWNERS')
    .split('\n')
    .filter((line) => line.startsWith('/'));
  const owned = new Map(lines.map((line) => line.split(/\s+/) as [string, string]));
  for (const { directory, slice } of workers) {
    const path = slice === 'shell' ? '/shell/' : `/*/${slice}/`;
    expect({ directory, owner: owned.get(path) }).toEqual({
      directory,
      owner: expect.stringMatching(/^@jogakbo\/[a-z][a-z0-9-]+$/),
    });
  }
  const folders = [...owned.keys()].map((path) => path.slice(1));
  expect(
    folders.filter(
      (path) =>
        [...new Bun.Glob(path.replace(/\/$/, '')).scanSync({ cwd: root, onlyFiles: false })].length === 0,
    ),
  ).toEqual([]);
});

test('the runbooks say what to do for every slice that shoppers see', () => {
  const rows = [...read('docs/runbooks.md').matchAll(/^\| ([a-z]+) +\|/gm)].map(([, slice]) => slice);
  const slices = workers.flatMap(({ kind, slice }) => (kind === 'frontend' ? [slice] : []));
  expect(rows.filter((row) => row !== 'slice')).toEqual(slices.sort());
});
