import type { Worker } from '../workers.ts';
import { buildFrontend } from './build-frontend.ts';
import { buildShell } from './build-shell.ts';
import { bundleWorker } from './bundle-worker.ts';

/** Builds one worker into its `dist/`. */
export async function buildWorker(worker: Worker): Promise<void> {
  if (worker.kind === 'frontend') return buildFrontend(worker);
  if (worker.kind === 'shell') return buildShell(worker);
  await bundleWorker(worker);
}
