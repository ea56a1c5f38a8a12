import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeWhole } from '../runtime/write-whole.ts';

/** A file of a build. The path is relative to the output folder. */
export type BuiltFile = { path: string; content: string | Uint8Array };

/**
 * Writes the files of a build. A file with the same content is left alone, and a new one appears whole. So a shop that already runs from
 * this folder is not disturbed by another build of the same sources.
 */
export async function writeFiles(directory: string, files: BuiltFile[]): Promise<void> {
  for (const { path, content } of files) {
    const file = join(directory, path);
    const bytes = Buffer.from(content);
    const earlier = await Bun.file(file)
      .bytes()
      .catch(() => undefined);
    if (earlier && bytes.equals(earlier)) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, bytes, 0o644);
  }
}

/** Removes every file of a folder that is not among the given ones. */
export async function removeOthers(directory: string, paths: string[]): Promise<void> {
  const kept = new Set(paths);
  const present = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of present) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(path)) await rm(path, { force: true });
  }
}
