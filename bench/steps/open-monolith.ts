import { Database } from 'bun:sqlite';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../tools/runtime/find-free-port.ts';
import { startProgram } from '../targets/start-program.ts';
import type { OpenedStep } from './step.ts';
import { takeTables } from './take-tables.ts';

/** The tables of a slice. The search has none: it looks into the table of products, which every page needs. */
const tables = { review: ['review'], pricing: ['pricing'], search: [] };

/** Starts the shop before the split: one Bun process and one SQLite file. */
export async function openMonolith(): Promise<OpenedStep> {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-monolith-'));
  const file = `${folder}/shop.sqlite`;
  const port = findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const start = async () => {
    const args = ['--port', `${port}`, '--state', file];
    // The faults are made on purpose, so their errors say nothing.
    const started = await startProgram('monolith/main.ts', 'bun', args, 'ignore');
    await (await fetch(`${url}/healthz`)).text();
    return started;
  };
  let program = await start();
  return {
    url,
    pids: () => [program.pid],
    forget: async () => {},
    async countInvocations(path) {
      await (await fetch(url + path)).text();
      return 1;
    },
    async breakData(slice) {
      const names = tables[slice];
      if (names.length === 0) return undefined;
      const database = new Database(file);
      const giveBack = await takeTables(async (sql) => void database.run(sql), names);
      return async () => {
        await giveBack();
        database.close();
      };
    },
    async breakProgram() {
      await program.close();
      return async () => {
        program = await start();
      };
    },
    async restart() {
      await program.close();
      program = await start();
    },
    async close() {
      await program.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
