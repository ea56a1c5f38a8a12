import { createHash, createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { readConfig, root, type Worker } from '../workers.ts';
import { migrate } from './migrate.ts';

type Databases = {
  tiers: Worker[];
  databaseOf(name: string): Promise<D1Database>;
  stateDirectory: string;
};

/** A database that could not be opened, and a message for the terminal that names its slice and its file. */
type Unreadable = { service: string; notice: string };

/** Migrates every database. It returns those that cannot be read, so that the other slices can start without them. */
export async function openDatabases({ tiers, databaseOf, stateDirectory }: Databases): Promise<Unreadable[]> {
  const opened = tiers
    .filter(({ directory }) => existsSync(`${directory}/migrations`))
    .map(async (worker): Promise<Unreadable[]> => {
      const file = toDatabaseFile(stateDirectory, worker);
      try {
        await migrate(await databaseOf(worker.name), `${worker.directory}/migrations`);
        return [];
      } catch (error) {
        // A developer has to correct an error of a migration. For a file that cannot be read, workerd hides the reason.
        if (!/internal error|malformed|not a database/.test(String(error))) throw error;
        const notice = `The database of ${worker.slice} (${worker.name}) cannot be read: ${relative(root, file)}. \
The other slices run. Put a copy of that file back, or delete it to start ${worker.slice} with a new store.`;
        return [{ service: worker.name, notice }];
      }
    });
  return (await Promise.all(opened)).flat();
}

/** The file of a worker's D1 database. */
export function toDatabaseFile(stateDirectory: string, worker: Worker): string {
  return `${stateDirectory}/v3/d1/${namespace}/${toFileName(worker)}.sqlite`;
}

const namespace = 'miniflare-D1DatabaseObject';

/** Returns the id of the Durable Object behind a D1 database in Miniflare. The file has the same name. */
function toFileName(worker: Worker): string {
  const { d1_databases: databases } = readConfig<{ d1_databases?: { preview_database_id?: string }[] }>(
    worker,
  );
  const key = createHash('sha256').update(namespace).digest();
  const sign = (value: string | Buffer) => createHmac('sha256', key).update(value).digest().subarray(0, 16);
  const name = sign(databases?.[0]?.preview_database_id ?? '');
  return Buffer.concat([name, sign(name)]).toString('hex');
}
