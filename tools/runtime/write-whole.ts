import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file completely or not at all, even if the process is killed or the disk is full. Only its owner can read it. */
export async function writeWhole(path: string, content: string): Promise<void> {
  const part = `${path}.part`;
  // An old part would keep its own mode. `Bun.write` ignores the mode.
  await rm(part, { force: true });
  await writeFile(part, content, { mode: 0o600 });
  await rename(part, path);
}
