import { mkdir, rm } from 'node:fs/promises';
import { tiersOf, type Worker } from '../workers.ts';
import { buildFrontend } from './build-frontend.ts';
import { buildShell } from './build-shell.ts';
import { bundleWorker } from './bundle-worker.ts';

/** Builds one worker into its `dist/`: its code, and the files of its frontends and of the shell. */
export async function buildWorker(worker: Worker): Promise<void> {
  const code = await bundleWorker(worker);
  await rm(`${worker.directory}/dist/assets`, { recursive: true, force: true });
  await Promise.all(
    tiersOf(worker).map(async (tier) => {
      if (tier.kind !== 'frontend' && tier.kind !== 'shell') return;
      await mkdir(`${worker.directory}/dist/assets`, { recursive: true });
      if (tier.kind === 'frontend') await buildFrontend(worker, tier, code);
      else await buildShell(worker, tier);
    }),
  );
}
