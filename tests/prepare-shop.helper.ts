import { rm } from 'node:fs/promises';
import { prepareProgram } from './build-program.helper.ts';
import { buildShop } from './build-shop.helper.ts';
import { seedMonolith, seedState } from './copy-seeded-state.helper.ts';
import { findTestDeno } from './open-served-shop.helper.ts';
import type { Server } from './servers.helper.ts';

/**
 * Builds and seeds the shop that all processes of a run start from.
 *
 * @returns the variables that tell these processes about it
 */
export async function prepareShop(topology: string, server: Server | undefined) {
  const variables = await (server === 'bun-monolith' ? prepareMonolith() : prepareWorkers(topology, server));
  const folder = variables.SEEDED_STATE ?? (variables.SEEDED_MONOLITH as string);
  return { variables, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function prepareWorkers(
  topology: string,
  server: 'bun' | 'deno' | undefined,
): Promise<Record<string, string>> {
  if (server === 'deno') await findTestDeno();
  await buildShop(topology);
  return {
    ...(server ? await prepareProgram('server') : {}),
    SEEDED_STATE: await seedState(topology),
  };
}

async function prepareMonolith(): Promise<Record<string, string>> {
  return { ...(await prepareProgram('monolith')), SEEDED_MONOLITH: await seedMonolith() };
}
