import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tiersOf, type Worker } from '../workers.ts';
import { buildFrontend } from './build-frontend.ts';
import { buildShell } from './build-shell.ts';
import { type Bundle, bundleWorker } from './bundle-worker.ts';
import { removeOthers, writeFiles } from './write-files.ts';

/** Builds one worker into its `dist/`: its code, and the files of its frontends and of the shell. */
export async function buildWorker(worker: Worker): Promise<void> {
  await buildFiles(worker, await bundleWorker(worker));
}

/** Builds the files of the frontends and of the shell of a worker, and writes them and its bundle. */
export async function buildFiles(worker: Worker, { code, files }: Bundle): Promise<void> {
  const built = await Promise.all(
    tiersOf(worker).map((tier) => {
      if (tier.kind === 'frontend') return buildFrontend(worker, tier, code);
      return tier.kind === 'shell' ? buildShell(worker, tier) : [];
    }),
  );
  const dist = `${worker.directory}/dist`;
  // The configuration of a face names this folder, also if the face has no file for the browser.
  if (tiersOf(worker).some(({ kind }) => kind === 'frontend' || kind === 'shell'))
    await mkdir(`${dist}/assets`, { recursive: true });
  const all = [...files, ...built.flat()];
  await writeFiles(dist, all);
  await removeOthers(
    `${dist}/assets`,
    all.map(({ path }) => join(dist, path)),
  );
}
