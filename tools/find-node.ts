import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const leastMajor = 22;

/**
 * Finds a Node that is new enough: the one from npm if it exists for this machine, else one on PATH.
 *
 * @param folder where the package of Node is installed, or a folder in it
 */
export function findNode(folder: string): string {
  const candidates = [fromPackage(folder), Bun.which('node')];
  for (const path of candidates) {
    if (path && majorOf(path) >= leastMajor) return path;
  }
  throw new Error(`this needs Node ${leastMajor} or later: none came from npm, and none is on PATH`);
}

// Bun's own resolver remembers for the whole process that a package was not there, also after its installation.
function fromPackage(folder: string): string | undefined {
  const own = `node_modules/node-${process.platform}-${process.arch}/bin/node`;
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, own))) return join(at, own);
    if (at === dirname(at)) return undefined;
  }
}

// Under `bun run`, the `node` on PATH may be Bun itself.
function majorOf(path: string): number {
  const { stdout } = Bun.spawnSync([path, '-p', 'process.versions.bun ? 0 : process.versions.node']);
  return Number.parseInt(stdout.toString(), 10);
}
