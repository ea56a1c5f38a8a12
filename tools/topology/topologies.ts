import type { Worker } from '../workers.ts';

/** Which tiers share a worker: the name of a joined worker → its tiers. The first tier is the default entrypoint. */
export type Joining = Record<string, string[]>;

/** The topology that commands use by default. */
export const defaultTopology = 'faces';

/** The topologies by name. A tier that is in no joined worker is a worker of its own. */
export const topologies: Record<string, (workers: Worker[]) => Joining> = {
  /** Each tier is a worker. */
  tiers: () => ({}),
  /** A slice's frontend and its BFF are one worker, the slice's face. */
  faces: (workers) =>
    Object.fromEntries(
      workers
        .filter(({ kind }) => kind === 'frontend')
        .map(({ slice }) => [slice, [`${slice}-frontend`, `${slice}-bff`]]),
    ),
};
