import { rename } from 'node:fs/promises';

/** Writes a file completely or not at all, even if the process is killed or the disk is full. */
export async function writeWhole(path: string, content: string): Promise<void> {
  const part = `${path}.part`;
  await Bun.write(part, content, { mode: 0o600 });
  await rename(part, path);
}
