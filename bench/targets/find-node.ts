import { findNode as findNodeFrom } from '../../tools/find-node.ts';

/** Finds the Node for the peers: the one that the bench installs, else one on PATH. */
export function findNode(): string {
  return findNodeFrom(import.meta.dir);
}

/** Reads the version that a Node prints. */
export function nodeVersion(path: string): string {
  return Bun.spawnSync([path, '--version']).stdout.toString().trim();
}
