import type { Batching } from './batching.ts';
import { createBatches } from './create-batches.ts';
import { createForesight } from './create-foresight.ts';

/**
 * Joins the calls of a page to one slice into one request: those of fragments, and those for the manifest and fragments of a slice that is
 * not known yet.
 *
 * @example
 * createComposer({ …, batching: createBatching });
 */
export const createBatching: Batching = ({ addresses, readIdentity, clock, names }) => {
  const batches = createBatches({ clock, names });
  return { ...batches, ...createForesight({ batches, addresses, readIdentity, clock, names }) };
};
