import { createKeys, type Keys } from '@jogakbo/edge/create-keys';
import type { Worker } from '../workers.ts';
import { writeWhole } from './write-whole.ts';

/** Reads the signing keys of the shop on this machine. It makes them at the first start, and again when a worker has none. */
export async function openKeys(path: string, workers: Worker[]): Promise<Keys> {
  const issuers = issuersOf(workers);
  const file = Bun.file(path);
  if (await file.exists()) {
    const keys = (await file.json()) as Keys;
    if (issuers.every((issuer) => keys.own[issuer])) return keys;
  }
  const keys = await createKeys(issuers, 'local');
  await writeWhole(path, JSON.stringify(keys));
  return keys;
}

/** Lists the workers that sign tokens: the shell, and services when they work by themselves. */
export function issuersOf(workers: Worker[]): string[] {
  return workers.filter(({ kind }) => kind === 'shell' || kind === 'service').map(({ name }) => name);
}
