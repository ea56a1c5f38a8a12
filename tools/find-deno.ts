import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Finds Deno: the one of the package `deno` in a folder, else one on PATH.
 *
 * @param folder where the package is installed
 * @returns undefined if there is none
 */
export function findDeno(folder: string): string | undefined {
  const { platform, arch } = process;
  const name = `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`;
  // Bun's resolver remembers that a package was missing, also after its installation. The script of the package would need Node.
  const own = join(folder, 'node_modules', name, platform === 'win32' ? 'deno.exe' : 'deno');
  return existsSync(own) ? own : (Bun.which('deno') ?? undefined);
}
