import type { Worker } from '../workers.ts';

/**
 * Which tiers share a worker: the name of a joined worker → its tiers. The first tier is the default entrypoint. A name of a slice stands
 * for all its tiers and `*` for every tier; `!` before a name leaves it out.
 */
export type Joining = Record<string, string[]>;

/** The topology that commands use by default. */
export const defaultTopology = 'faces';

/** The topologies by name. A tier that is in no joined worker is a worker of its own. */
export const topologies: Record<string, Joining | ((tiers: Worker[]) => Joining)> = {
  /** Each tier is a worker. */
  tiers: {},
  /** A slice's frontend and its BFF are one worker, the slice's face. */
  faces: (tiers) =>
    Object.fromEntries(
      tiers
        .filter(({ kind }) => kind === 'frontend')
        .map(({ slice }) => [slice, [`${slice}-frontend`, `${slice}-bff`]]),
    ),
  /** The shell and all faces are one program, which `bun run serve` runs outside of Cloudflare. Each service is a worker. */
  server: (tiers) => ({
    server: tiers
      .filter(({ kind }) => kind !== 'service')
      .map(({ name }) => name)
      .toReversed(),
  }),
  /** Everything is one worker. */
  monolith: { monolith: ['*'] },
  /** The APIs that are read most are out of the monolith. */
  'phase-1': { monolith: ['*', '!review-service', '!search-service'] },
  /** The APIs of the product page are out of it, too. */
  'phase-2': {
    monolith: [
      ...['*', '!review-service', '!search-service'],
      ...['!product-service', '!pricing-service', '!inventory-service'],
    ],
  },
  /** Each domain of the business is a worker; what serves all of them is one, too. */
  'phase-3': {
    discovery: ['category', 'search', 'menu'],
    catalogue: ['product', 'pricing', 'inventory', 'review'],
    purchase: ['cart', 'order', 'payment', 'transport'],
    membership: ['member'],
    operations: ['events', 'audit', 'operator'],
  },
};
