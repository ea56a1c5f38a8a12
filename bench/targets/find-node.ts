const leastMajor = 22;

/** Finds the Node for the peers: the one from npm if it exists for this machine, else one on PATH. */
export function findNode(): string {
  const candidates = [fromPackage(), Bun.which('node')];
  for (const path of candidates) {
    if (path && majorOf(path) >= leastMajor) return path;
  }
  throw new Error(`peers need Node ${leastMajor} or later: none came from npm, and none is on PATH`);
}

export function nodeVersion(path: string): string {
  return Bun.spawnSync([path, '--version']).stdout.toString().trim();
}

function fromPackage(): string | undefined {
  const name = `node-${process.platform}-${process.arch}`;
  try {
    return Bun.resolveSync(`${name}/bin/node`, import.meta.dir);
  } catch {
    return undefined;
  }
}

// Under `bun run`, the `node` on PATH may be Bun itself.
function majorOf(path: string): number {
  const { stdout } = Bun.spawnSync([path, '-p', 'process.versions.bun ? 0 : process.versions.node']);
  return Number.parseInt(stdout.toString(), 10);
}
