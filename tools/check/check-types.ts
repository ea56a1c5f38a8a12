import { mkdir, writeFile } from 'node:fs/promises';
import { root } from '../workers.ts';
import { listAmbient, listImporters } from './list-importers.ts';

// Checks the types of the changed files that are named, and of all files that import them. The compiler then reads a tenth of the shop.
const files = listImporters(root, process.argv.slice(2));
const settings = `${root}/.wrangler/changed.tsconfig.json`;
if (files) {
  const inFull = [...files, ...listAmbient(root)].map((file) => `${root}/${file}`);
  await mkdir(`${root}/.wrangler`, { recursive: true });
  await writeFile(settings, JSON.stringify({ extends: '../tsconfig.json', files: inFull, include: [] }));
}
// The tests of the shop run at the same time. With more checkers, each of them works out the same types again.
const command = ['bunx', 'tsc', '--project', files ? settings : root, '--checkers', '1'];
process.exit(
  files?.length === 0
    ? 0
    : await Bun.spawn(command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).exited,
);
