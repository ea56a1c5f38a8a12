import { tiersOf, type Worker } from '../workers.ts';
import { buildFrontend } from './build-frontend.ts';
import { buildShell } from './build-shell.ts';
import { bundleWorker } from './bundle-worker.ts';

/** Builds one worker into its `dist/`. */
export async function buildWorker(worker: Worker): Promise<void> {
  const frontend = tiersOf(worker).find(({ kind }) => kind === 'frontend');
  if (frontend) return buildFrontend(worker, frontend);
  if (worker.kind === 'shell') return buildShell(worker);
  await bundleWorker(worker);
}
