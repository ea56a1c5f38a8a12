import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../workers.ts';

/** A change to the sources: every `from` of a file becomes `to`, or a new file gets its content. */
export type Edit = { file: string; from: string; to: string } | { file: string; content: string };

/** A folder with a copy of the sources, whose commands work as those of the original do. */
export type SourceCopy = Awaited<ReturnType<typeof copySources>>;

const left = new Set(['.git', '.wrangler', 'dist']);

/**
 * Copies the sources into a temporary folder, so that a next version can be written without a change to the project.
 *
 * @param without a folder that the copy does not need
 */
export async function copySources(without?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-sources-'));
  for (const name of await readdir(root)) {
    if (left.has(name) || name === without) continue;
    if (name === 'node_modules') await symlink(`${root}/${name}`, `${folder}/${name}`);
    // The packages of a folder are links relative to it, so they lead to the copies of our own packages.
    else
      await cp(`${root}/${name}`, `${folder}/${name}`, {
        ...{ recursive: true, verbatimSymlinks: true },
        filter: (source) =>
          !left.has(source.slice(source.lastIndexOf('/') + 1)) && source !== `${root}/bench/node_modules`,
      });
  }
  return {
    folder,
    /** Writes the next version. @throws Error if the sources do not have the text that changes */
    async edit(edits: Edit[]): Promise<void> {
      for (const edit of edits) {
        const path = `${folder}/${edit.file}`;
        if ('content' in edit) {
          await writeFile(path, edit.content);
          continue;
        }
        const { file, from, to } = edit;
        const source = await readFile(path, 'utf8');
        if (!source.includes(from)) throw new Error(`${file} has no ${from}`);
        await writeFile(path, source.replaceAll(from, to));
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
