import { buildWorker } from '../build/build-worker.ts';
import { BuildError } from '../build/bundle.ts';
import type { Worker } from '../workers.ts';

/**
 * Builds workers at once.
 *
 * @throws BuildError with the faults of all of them
 */
export async function buildWorkers(workers: Worker[]): Promise<void> {
  const results = await Promise.allSettled(workers.map(buildWorker));
  const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const unexpected = faults.find((fault) => !(fault instanceof BuildError));
  if (unexpected) throw unexpected;
  if (faults.length > 0) throw new BuildError([...new Set(faults.map(({ message }) => message))].join('\n'));
}
