import type { Worker } from '../workers.ts';

/** Which tiers share a worker: the joined worker's name → its tiers, the one that answers by default first. */
export type Joining = Record<string, string[]>;

/** The topology that is used where none is named. */
export const defaultTopology = 'faces';

/** The topologies by name. A tier that is in no joined worker is a worker of its own. */
export const topologies: Record<string, (workers: Worker[]) => Joining> = {
  /** A worker a tier. */
  tiers: () => ({}),
  /** A slice's frontend and its BFF are one worker, the slice's face. */
  faces: (workers) =>
    Object.fromEntries(
      workers
        .filter(({ kind }) => kind === 'frontend')
        .map(({ slice }) => [slice, [`${slice}-frontend`, `${slice}-bff`]]),
    ),
};
