import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file completely or not at all, even if the process is killed, the disk is full, or another process writes the same file.
 *
 * @param mode who may read it; by default only its owner
 */
export async function writeWhole(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  // An old part would keep its own mode. `Bun.write` ignores the mode.
  await rm(part, { force: true });
  await writeFile(part, content, { mode });
  await rename(part, path);
}
