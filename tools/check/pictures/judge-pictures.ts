import { comparePictures, type Difference } from './compare-pictures.ts';

/** What a comparison says about one picture. A superfluous one belongs to a state that no longer exists. */
export type Verdict = { name: string } & (
  | { kind: 'same' | 'missing' | 'superfluous' | 'unreadable' }
  | { kind: 'differs'; difference: Difference }
);

/** PNG files by the names of their pictures. */
export type Pictures = ReadonlyMap<string, Buffer>;

/** Compares the kept pictures of a slice with new ones. */
export function judgePictures(kept: Pictures, taken: Pictures): Verdict[] {
  const superfluous = [...kept.keys()].filter((name) => !taken.has(name)).sort();
  return [
    ...[...taken].map(([name, picture]) => judge(name, kept.get(name), picture)),
    ...superfluous.map((name) => ({ name, kind: 'superfluous' as const })),
  ];
}

function judge(name: string, kept: Buffer | undefined, taken: Buffer): Verdict {
  if (!kept) return { name, kind: 'missing' };
  try {
    const difference = comparePictures(kept, taken);
    return difference ? { name, kind: 'differs', difference } : { name, kind: 'same' };
  } catch {
    return { name, kind: 'unreadable' };
  }
}
