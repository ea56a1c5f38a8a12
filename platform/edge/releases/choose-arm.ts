import type { SliceRelease, WorkerVersions } from '@jogakbo/contracts/release-map';

/** The group of a visitor in the release of a slice. `previous` is for what a page fetches that was opened before a promotion. */
export type Arm = 'stable' | 'canary' | 'previous';

/**
 * Chooses the arm of a visitor. A visitor who gets the canary keeps it while its share rises. Another canary has other visitors.
 *
 * @param visitor any text that stays the same for a visitor
 */
export function chooseArm(slice: string, { canary }: SliceRelease, visitor: string): Arm {
  if (!canary) return 'stable';
  return toPlace(slice, canary, visitor) < canary.percent ? 'canary' : 'stable';
}

/**
 * Chooses the group in which a visitor is compared. The control has the stable version, and as many visitors as the canary. While the share
 * rises, nobody leaves the control before the canary needs them.
 *
 * @returns undefined for visitors who are not compared
 */
export function chooseGroup(
  slice: string,
  { canary }: SliceRelease,
  visitor: string,
): 'canary' | 'control' | undefined {
  if (!canary) return undefined;
  const place = toPlace(slice, canary, visitor);
  if (place < canary.percent) return 'canary';
  return place >= 100 - canary.percent ? 'control' : undefined;
}

/** Names the canary of a slice. The same versions have the same key, and others have another one. */
export function toReleaseKey(workers: WorkerVersions): string {
  return toHash(toIds(workers)).toString(36);
}

/** The place of a visitor in the order in which visitors get the canary, from 0 to 100, with 100 left out. */
function toPlace(slice: string, { workers }: NonNullable<SliceRelease['canary']>, visitor: string): number {
  return toFraction(`${slice} ${toIds(workers)} ${visitor}`) * 100;
}

function toIds(workers: WorkerVersions): string {
  return Object.values(workers)
    .map(({ id }) => id)
    .sort()
    .join();
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
