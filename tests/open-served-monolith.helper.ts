import { Database } from 'bun:sqlite';
import type { D1Database } from '@cloudflare/workers-types';
import { findFreePort } from '../tools/runtime/find-free-port.ts';
import type { SystemOptions } from '../tools/runtime/system-options.ts';
import { cronPath, doorHeader, entrypointHeader } from '../tools/serve/host/door.ts';
import { createD1 } from '../tools/serve/host/stores/create-d1.ts';
import { openSqlite } from '../tools/serve/host/stores/open-sqlite.ts';
import { fileOf, prepareData } from '../tools/serve/prepare-data.ts';
import { toEntrypoint } from '../tools/topology/to-config.ts';
import { writeTopology } from '../tools/topology/write-topology.ts';
import { createUpstash } from '../tools/upstash/create-upstash.ts';
import { tiersOf, type Worker } from '../tools/workers.ts';
import { buildProgram } from './build-program.helper.ts';
import { publicAddress } from './open-served-shop.helper.ts';
import { startProgram } from './start-server.helper.ts';
import { until } from './until.helper.ts';

/** Starts the whole shop as one process of Bun with its stores in SQLite, and gives it what tests ask of a shop. */
export async function openServedMonolith(options: SystemOptions & { stateDirectory: string }) {
  if (options.rewire) throw new Error('A shop that is one program has no single workers.');
  const { stateDirectory: folder, onLog, crons } = options;
  const [joined] = (await writeTopology('monolith')) as [Worker];
  const upstash = await createUpstash({
    ...{ engine: options.redis ?? 'auto', dataDirectory: `${folder}/redis` },
    ...{ token: crypto.randomUUID(), onNotice: options.onNotice },
  });
  const port = options.port || findFreePort();
  const doorPort = findFreePort();
  const { variables, operatorToken } = await prepareData({
    ...{ folder, origin: `http://localhost:${port}`, keys: true, seed: true },
    ...(options.onStep ? { onStep: options.onStep } : {}),
    settings: { LOG_LEVEL: options.logLevel ?? 'error', ...options.settings },
    variables: {
      ...options.variables,
      shell: {
        ...(options.development ? { DEV: options.development } : {}),
        ...options.variables?.shell,
      },
    },
  });
  const server = await startProgram(
    [process.execPath, await buildProgram('monolith')],
    {
      ...{ UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token },
      ...variables,
      ...publicAddress,
      ...{ PORT: String(port), TIERS_PORT: String(doorPort) },
      ...(crons === false ? { CRONS: 'none' } : {}),
    },
    onLog,
  );
  const askDoor = (path: string, init: RequestInit = {}, entrypoint = '') => {
    const headers = new Headers(init.headers);
    headers.set(doorHeader, operatorToken);
    headers.set(entrypointHeader, entrypoint);
    return fetch(`http://127.0.0.1:${doorPort}${path}`, { ...init, headers });
  };
  const tierOf = (name: string) => tiersOf(joined).find((tier) => tier.name === name) as Worker;

  return {
    ...{ url: server.url, pid: server.pid, upstash, operatorToken, server: undefined },
    databaseOf: async (name: string): Promise<D1Database> =>
      createD1(openSqlite(fileOf(folder, tierOf(name)))),
    fetchWorker: (name: string, path: string, init?: RequestInit) =>
      askDoor(path, init, toEntrypoint(joined, tierOf(name)) ?? 'default'),
    async trigger(_name: string): Promise<void> {
      const answer = await askDoor(`${cronPath}?cron=${encodeURIComponent('* * * * *')}`, { method: 'POST' });
      if (!answer.ok) throw new Error(`The jobs failed: ${await answer.text()}`);
    },
    async reload(): Promise<void> {
      throw new Error('A shop that is one program cannot be reloaded.');
    },
    async drain(): Promise<void> {
      const queues = new Database(`${folder}/queues.sqlite`);
      const due = () => queues.query('SELECT 1 FROM message WHERE due <= ?').get(Date.now());
      await until('empty queues', async () => due() === null);
      queues.close();
    },
    /** @param signal SIGKILL ends it at any point of its work */
    async close(signal?: NodeJS.Signals): Promise<void> {
      await server.close(signal);
      await upstash.close();
    },
  };
}
