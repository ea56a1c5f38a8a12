import { rm } from 'node:fs/promises';
import { copySeededMonolith } from '../../tests/copy-seeded-state.helper.ts';
import { openServedMonolith } from '../../tests/open-served-monolith.helper.ts';
import { findFreePort } from '../../tools/runtime/find-free-port.ts';
import { settings, tables } from './open-topology.ts';
import type { OpenedStep } from './step.ts';
import { takeTables } from './take-tables.ts';

/** Starts the shop of slices as one Bun process with its stores in SQLite. */
export async function openProcess(): Promise<OpenedStep> {
  const stateDirectory = await copySeededMonolith();
  const port = findFreePort();
  const start = async () => {
    const shop = await openServedMonolith({
      ...{ stateDirectory, port, settings, crons: false, development: 'faults' },
      // The faults are made on purpose, so their errors say nothing.
      onLog: () => {},
    });
    await (await fetch(shop.url)).text();
    return shop;
  };
  let shop = await start();
  return {
    url: shop.url,
    pids: () => [shop.pid],
    forget: async () => void (await fetch(`${shop.url}/_dev/faults`, { method: 'DELETE' })),
    async countInvocations(path) {
      await (await fetch(shop.url + path)).text();
      return 1;
    },
    async breakData(slice) {
      const database = await shop.databaseOf(`${slice}-service`);
      return takeTables(async (sql) => void (await database.prepare(sql).run()), tables[slice]);
    },
    async breakProgram() {
      await shop.close();
      return async () => {
        shop = await start();
      };
    },
    async restart() {
      await shop.close();
      shop = await start();
    },
    async close() {
      await shop.close();
      await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}
