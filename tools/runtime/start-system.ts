import { existsSync } from 'node:fs';
import type { D1Database } from '@cloudflare/workers-types';
import { Miniflare } from 'miniflare';
import { toOwnName } from '../topology/to-own-name.ts';
import { defaultTopology } from '../topology/topologies.ts';
import { writeTopology } from '../topology/write-topology.ts';
import { createUpstash } from '../upstash/create-upstash.ts';
import { hasShell, root, tiersOf, toServiceName, type Worker } from '../workers.ts';
import { createAbsentWorkers } from './create-absent-workers.ts';
import { createTiersWorker, tierHeader, tiersWorker } from './create-tiers-worker.ts';
import { fillStores } from './fill-stores.ts';
import { findFreePort } from './find-free-port.ts';
import { guardWorkerd } from './guard-workerd.ts';
import { keepStatements } from './keep-statements.ts';
import { countCalls } from './limits/count-calls.ts';
import { keepQueuesOnDisk, queuesWorker } from './local-queues/keep-queues-on-disk.ts';
import { lockState } from './lock-state.ts';
import { openDatabases } from './open-databases.ts';
import { openVariables } from './open-variables.ts';
import { readGateway, toServerVariables } from './read-gateway.ts';
import { readMiniflareOptions } from './read-miniflare-options.ts';
import { seedStores } from './seed-stores.ts';
import { listCronWorkers, startCrons } from './start-crons.ts';
import type { SystemOptions } from './system-options.ts';
import { toVariables } from './to-variables.ts';
import { waitForQueues } from './wait-for-queues.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Starts the whole shop from its built workers: one workerd with all workers, and a local Upstash. It migrates the stores and, at
 * the first start, seeds them.
 */
export async function startSystem(options: SystemOptions) {
  const { stateDirectory = `${root}/.wrangler/state`, host = '127.0.0.1' } = options;
  const { topology = defaultTopology, limit, onLog, onStep = () => {}, onNotice = console.error } = options;
  const all = await writeTopology(topology);
  const { alone } = options;
  const workers = alone ? all.filter(alone.runs) : all;
  const tiers = workers.flatMap(tiersOf);
  const port = options.port || findFreePort(host);
  const servicesPort = options.servicesPort === 0 ? findFreePort() : options.servicesPort;
  const lock = options.lock ?? lockState(stateDirectory);
  const upstash = await createUpstash({
    engine: options.redis ?? 'auto',
    dataDirectory: `${stateDirectory}/redis`,
    token: crypto.randomUUID(),
    onNotice,
  }).catch((error) => {
    lock.release();
    throw error;
  });

  const origin = `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
  const variables = await openVariables({ stateDirectory, tiers: all.flatMap(tiersOf), origin });
  const { operatorToken } = variables;

  // At the first start, the shell gets its socket only when the stores are full, so no client sees an empty shop.
  const filled = `${stateDirectory}/filled`;
  let listening = existsSync(filled) || alone !== undefined;
  guardWorkerd();
  if (!listening) {
    const { products } = options;
    const filling = fillStores({ workers: tiers, stateDirectory, products, onStep });
    listening = await filling.catch(async (error) => {
      await upstash.close();
      lock.release();
      throw error;
    });
    if (listening) await writeWhole(filled, '');
  }
  let stopCrons = () => {};
  onStep('starting workers');
  const miniflare = new Miniflare(await readOptions());
  try {
    await miniflare.ready;
    await miniflare.purgeCache();
    onStep('migrating');
    const unreadable = await openDatabases({ tiers, databaseOf, stateDirectory });
    for (const { notice } of unreadable) onNotice(notice);
    const closed = new Set(unreadable.map(({ service }) => service));
    for (const { name } of all.flatMap(tiersOf))
      if (!tiers.some((tier) => tier.name === name)) closed.add(name);
    await seedStores({
      ...{ databaseOf, onStep, closed, products: options.products },
      fetchWorker: (name, path, init) =>
        fetchWorker(name, path, {
          ...init,
          headers: { ...init?.headers, authorization: `Bearer ${operatorToken}` },
        }),
    });
    if (!listening) {
      if (closed.size === 0) await writeWhole(filled, '');
      listening = true;
      await miniflare.setOptions(await readOptions());
    }
    await goOn();
  } catch (error) {
    await close();
    throw error;
  }

  if (options.crons !== false) stopCrons = startCrons(workers, trigger);

  return {
    url: origin,
    /** The variables with which `bun run serve` calls the services of this shop; undefined without `servicesPort`. */
    server: servicesPort ? toServerVariables(servicesPort, tiers, toShared(), toOwn) : undefined,
    upstash,
    databaseOf,
    fetchWorker,
    trigger,
    /** The token of operators of this shop. */
    operatorToken,
    /** Replaces the running workers by the newly built ones. */
    async reload() {
      await miniflare.purgeCache();
      await miniflare.setOptions(await readOptions());
      await goOn();
    },
    /** Empties outboxes and queues for a few seconds at most. The next start delivers the rest. */
    async drain() {
      stopCrons();
      await Promise.allSettled(listCronWorkers(workers).map(({ name }) => trigger(name)));
      await waitForQueues((path) => fetchWorker(queuesWorker, path));
    },
    close,
  };

  /** Makes the queues deliver the messages of an earlier process. */
  async function goOn(): Promise<void> {
    await fetchWorker(queuesWorker, '/', { method: 'POST' });
  }

  function toShared() {
    return {
      LOG_LEVEL: options.logLevel ?? 'error',
      BEACON_SHARE: 'none',
      UPSTASH_REDIS_REST_URL: upstash.url,
      UPSTASH_REDIS_REST_TOKEN: upstash.token,
      ...variables.shared,
      ...options.settings,
    };
  }

  async function readOptions() {
    const shared = toShared();
    const configs = await Promise.all(
      (options.rewire?.(workers) ?? workers).map((worker) =>
        readMiniflareOptions(
          worker,
          toVariables(worker, shared, toOwn),
          hasShell(worker) && listening ? { host, port } : undefined,
        ),
      ),
    );
    const started = [...configs.flat(), ...createTiersWorker(workers)];
    if (alone) started.push(...createAbsentWorkers(workers, alone.elsewhere));
    if (servicesPort) started.push(...(await readGateway({ name: topology, workers }, shared, servicesPort)));
    const wrapped = (await options.wrap?.(started)) ?? started;
    return {
      host,
      port: 0,
      cf: false,
      enableDevRegistry: false,
      telemetry: { enabled: false },
      logRequests: false,
      ...(options.inspectorPort ? { inspectorPort: options.inspectorPort } : {}),
      ...(onLog ? { handleStructuredLogs: ({ message }: { message: string }) => onLog(message) } : {}),
      resourcePersistencePath: `${stateDirectory}/v3`,
      workers: await keepQueuesOnDisk(
        limit === undefined ? wrapped : await countCalls(wrapped, limit, undefined, options.traces),
      ),
    } as ConstructorParameters<typeof Miniflare>[0];
  }

  function toOwn({ name, kind }: Worker): Record<string, string> {
    return {
      // The shop on this machine has no https.
      ...(kind === 'shell' ? { PLAIN_HTTP: '1' } : {}),
      ...(kind === 'shell' && options.development ? { DEV: options.development } : {}),
      ...variables.of(name),
      ...options.variables?.[name],
    };
  }

  /** @param name a tier with a database */
  async function databaseOf(name: string): Promise<D1Database> {
    const worker = workerOf(name);
    const binding = toOwnName(worker, { name }, 'DB');
    const database: unknown = await miniflare.getD1Database(binding, toServiceName(worker));
    return keepStatements(database as D1Database);
  }

  /** @param name a worker or a tier */
  async function fetchWorker(name: string, path: string, init?: RequestInit): Promise<Response> {
    const server = workerOf(name);
    const inner = server.name !== name && tiersOf(server)[0]?.name !== name;
    const worker = await miniflare.getWorker(toServiceName(inner ? { name: tiersWorker } : server));
    const headers = new Headers(init?.headers);
    if (inner) headers.set(tierHeader, name);
    const sent = { ...init, headers: Object.fromEntries(headers) };
    return worker.fetch(`http://worker${path}`, sent as never) as unknown as Promise<Response>;
  }

  /** Returns the worker that a tier is in, or a worker by its own name. */
  function workerOf(name: string): Worker {
    const joined = workers.find((worker) => tiersOf(worker).some((tier) => tier.name === name));
    return joined ?? ({ name } as Worker);
  }

  /** Calls the `scheduled` handler of a tier's worker. In a joined worker, it calls every tier with that trigger. */
  async function trigger(name: string): Promise<void> {
    const worker = (await miniflare.getWorker(toServiceName(workerOf(name)))) as unknown as {
      scheduled(event: { cron: string }): Promise<unknown>;
    };
    await worker.scheduled({ cron: '* * * * *' });
  }

  async function close(): Promise<void> {
    stopCrons();
    await Promise.all([miniflare.dispose(), upstash.close()]);
    lock.release();
  }
}
