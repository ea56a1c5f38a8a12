import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWorker } from '../tools/build/build-worker.ts';
import { readTopology } from '../tools/topology/read-topology.ts';
import { writeTopology } from '../tools/topology/write-topology.ts';
import { listWorkers, root, tiersOf, type Worker } from '../tools/workers.ts';

/** A change to a file of a slice's frontend: every `from` becomes `to`. */
export type Edit = { file: string; from: string; to: string };

/**
 * Builds another version of a slice's frontend in a temporary folder.
 *
 * @returns the worker in that folder, and the folder itself, which the caller deletes
 */
export async function buildNextVersion(
  slice: string,
  edits: Edit[],
  topology = readTopology(),
): Promise<{ worker: Worker; folder: string }> {
  const tiers = await listWorkers();
  const worker = tiers.find(({ name }) => name === `${slice}-frontend`) as Worker;
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-version-'));
  const directory = `${folder}/frontends/${slice}`;
  await mkdir(directory, { recursive: true });
  await symlink(`${root}/platform`, `${folder}/platform`);
  await cp(worker.directory, directory, {
    recursive: true,
    filter: (source) => !/\/(node_modules|dist)$/.test(source),
  });
  await symlink(`${worker.directory}/node_modules`, `${directory}/node_modules`);
  for (const { file, from, to } of edits) {
    const source = await readFile(`${directory}/${file}`, 'utf8');
    if (!source.includes(from)) throw new Error(`${file} has no ${from}`);
    await writeFile(`${directory}/${file}`, source.replaceAll(from, to));
  }
  const next = { ...worker, directory, config: `${directory}/wrangler.toml` };
  const workers = await writeTopology(
    topology,
    tiers.map((tier) => (tier === worker ? next : tier)),
    `${folder}/topology`,
  );
  const built = workers.find((each) => tiersOf(each).includes(next)) as Worker;
  await buildWorker(built);
  return { worker: built, folder };
}
