import type { SliceRelease } from '@jogakbo/contracts/release-map';

/** The group of a visitor in the release of a slice. `previous` is for what a page fetches that was opened before a promotion. */
export type Arm = 'stable' | 'canary' | 'previous';

/**
 * Chooses the arm of a visitor. A visitor who gets the canary keeps it while its share rises. Another canary has other visitors.
 *
 * @param visitor any text that stays the same for a visitor
 */
export function chooseArm(slice: string, { canary }: SliceRelease, visitor: string): Arm {
  if (!canary) return 'stable';
  const ids = Object.values(canary.workers).map(({ id }) => id);
  return toFraction(`${slice} ${ids.sort().join()} ${visitor}`) * 100 < canary.percent ? 'canary' : 'stable';
}

/** Hashes a text to a number from 0 to 1, with 1 left out. */
function toFraction(text: string): number {
  return toHash(text) / 2 ** 32;
}

/** FNV-1a, then the last steps of MurmurHash3, which spread texts that differ in one letter. @returns 32 bits */
export function toHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
