const leastMajor = 22;

/**
 * Finds a Node that is new enough: the one from npm if it exists for this machine, else one on PATH.
 *
 * @param folder where the package of Node is installed
 */
export function findNode(folder: string): string {
  const candidates = [fromPackage(folder), Bun.which('node')];
  for (const path of candidates) {
    if (path && majorOf(path) >= leastMajor) return path;
  }
  throw new Error(`this needs Node ${leastMajor} or later: none came from npm, and none is on PATH`);
}

function fromPackage(folder: string): string | undefined {
  const name = `node-${process.platform}-${process.arch}`;
  try {
    return Bun.resolveSync(`${name}/bin/node`, folder);
  } catch {
    return undefined;
  }
}

// Under `bun run`, the `node` on PATH may be Bun itself.
function majorOf(path: string): number {
  const { stdout } = Bun.spawnSync([path, '-p', 'process.versions.bun ? 0 : process.versions.node']);
  return Number.parseInt(stdout.toString(), 10);
}
