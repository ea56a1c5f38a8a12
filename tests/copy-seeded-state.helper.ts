import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let seeded: Promise<string> | undefined;
let seededMonolith: Promise<string> | undefined;

/** The folder of a shop that was seeded before. `bun run test` seeds one shop for all its processes, and has built it. */
export const preparedState = process.env.SEEDED_STATE;
const preparedMonolith = process.env.SEEDED_MONOLITH;

/**
 * Makes a state folder with the data of a shop that has just been seeded. Seeding takes most of the time of a first start, so a test run
 * seeds one shop, and every other shop starts with a copy of its data.
 *
 * @returns the path of the folder, which belongs to the caller
 */
export async function copySeededState(topology: string): Promise<string> {
  seeded ??= preparedState ? Promise.resolve(preparedState) : seedState(topology);
  return copy(await seeded);
}

/** Makes a folder with the seeded data of a shop that is one program with SQLite. The folder belongs to the caller. */
export async function copySeededMonolith(): Promise<string> {
  seededMonolith ??= preparedMonolith ? Promise.resolve(preparedMonolith) : seedMonolith();
  return copy(await seededMonolith);
}

/** Removes the data that the copies came from. The preload calls it at the end of a run. */
export async function removeSeededState(): Promise<void> {
  if (seeded && !preparedState) await rm(await seeded, { recursive: true, force: true });
  if (seededMonolith && !preparedMonolith) await rm(await seededMonolith, { recursive: true, force: true });
}

/** Seeds a shop that is built. Returns the folder with its data, which belongs to the caller. */
export async function seedState(topology: string): Promise<string> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-seeded-'));
  // Imported late, since the preload imports this file for unit tests too.
  const { startSystem } = await import('../tools/runtime/start-system.ts');
  const system = await startSystem({ port: 0, logLevel: 'off', crons: false, topology, stateDirectory });
  await system.drain();
  await system.close();
  return stateDirectory;
}

/** Seeds a shop that is one program with SQLite. Returns the folder with its data, which belongs to the caller. */
export async function seedMonolith(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-seeded-'));
  const { prepareData } = await import('../tools/serve/prepare-data.ts');
  await prepareData({ folder, origin: 'http://localhost', seed: true });
  return folder;
}

async function copy(folder: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'jogakbo-shop-'));
  await cp(folder, directory, { recursive: true });
  return directory;
}
