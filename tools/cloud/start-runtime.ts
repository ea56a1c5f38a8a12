import { randomUUID } from 'node:crypto';
import type { D1Database, KVNamespace, R2Bucket } from '@cloudflare/workers-types';
import { Miniflare } from 'miniflare';
import { guardWorkerd } from '../runtime/guard-workerd.ts';
import { countCalls, counterName } from '../runtime/limits/count-calls.ts';
import type { Count } from '../runtime/limits/worker.ts';
import { keepQueuesOnDisk, queuesWorker } from '../runtime/local-queues/keep-queues-on-disk.ts';
import { toServiceName } from '../workers.ts';
import { type AccountFile, mainVersionOf } from './account.ts';
import { routerName, toWorkerName } from './add-binding.ts';
import { createGate } from './create-gate.ts';
import { readOptions, type Settings, sharesByScript, storesName, toLocal } from './read-options.ts';

export type Runtime = Awaited<ReturnType<typeof startRuntime>>;

type Options = {
  file: AccountFile;
  tailUrl: string;
  /** How many invocations of workers a request may make; 0 for any number. */
  limit: number;
  onLog?: ((line: string) => void) | undefined;
};

/** Runs the deployed workers of an account in one workerd, which starts with the first deployment. */
export async function startRuntime({ file, tailUrl, limit, onLog }: Options) {
  const settings: Settings = {
    router: await buildRouter(),
    pointsUrl: new URL('points', tailUrl).href,
    ...{ tailUrl, tailed: new Set<string>(), control: randomUUID() },
  };
  const gate = createGate();
  let miniflare: Miniflare | undefined;
  /** The address of the router. Miniflare chooses its port. */
  let entry = '';
  let stale = true;
  let applying: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    tailed: settings.tailed as Set<string>,

    /** Notes that the running workers differ from the account. They are replaced at the next request, or soon. */
    change(): void {
      stale = true;
      clearTimeout(timer);
      timer = setTimeout(() => void apply().catch(report), quietMs);
    },

    /** Puts changed shares into the memory of the router, if all versions run already. */
    async share(): Promise<void> {
      if (stale || !miniflare) return;
      const headers = { 'x-cloud-control': settings.control };
      const body = JSON.stringify(sharesByScript(file.account));
      await fetch(entry, { method: 'POST', headers, body });
    },

    /** Sends a request of the internet to a script. */
    async fetch(script: string, request: Request): Promise<Response> {
      await apply();
      return gate.pass(async () => {
        const url = new URL(request.url);
        const headers = new Headers(request.headers);
        headers.set('x-cloud-script', script);
        headers.set('host', url.host);
        return fetch(`${entry}${url.pathname}${url.search}`, {
          ...{ method: request.method, headers, body: request.body, redirect: 'manual', decompress: false },
        });
      });
    },

    async database(uuid: string): Promise<D1Database> {
      return (await (await start()).getD1Database(uuid, storesName)) as unknown as D1Database;
    },

    async namespace(id: string): Promise<KVNamespace> {
      return (await (await start()).getKVNamespace(id, storesName)) as unknown as KVNamespace;
    },

    async bucket(name: string): Promise<R2Bucket> {
      return (await (await start()).getR2Bucket(name, storesName)) as unknown as R2Bucket;
    },

    /** What the last requests cost, the newest first. */
    async counts(): Promise<Count[]> {
      const counter = await (await start()).getWorker(counterName);
      return (await (await counter.fetch('http://counter/')).json()) as Count[];
    },

    /** Calls the `scheduled` handler of a script. */
    async trigger(name: string, cron: string): Promise<void> {
      const script = file.account.scripts[name];
      const version = script && mainVersionOf(script);
      if (!script || !version) return;
      const worker = (await (await start()).getWorker(toWorkerName(script, version))) as unknown as {
        scheduled(event: { cron: string }): Promise<unknown>;
      };
      await worker.scheduled({ cron });
    },

    async close(): Promise<void> {
      clearTimeout(timer);
      await applying?.catch(() => {});
      await miniflare?.dispose();
    },
  };

  async function start(): Promise<Miniflare> {
    await apply();
    return miniflare as Miniflare;
  }

  /** Replaces the workers, if the account has changed. Requests wait meanwhile, and none fails. */
  async function apply(): Promise<void> {
    while (stale || applying) {
      applying ??= replace().finally(() => {
        applying = undefined;
      });
      await applying;
    }
  }

  async function replace(): Promise<void> {
    stale = false;
    clearTimeout(timer);
    try {
      const options = await readAll();
      await gate.hold(async () => {
        if (miniflare) await miniflare.setOptions(options);
        else {
          guardWorkerd();
          miniflare = new Miniflare(options);
        }
        entry = (await miniflare.unsafeGetDirectURL(routerName)).origin;
      });
      const queues = await miniflare?.getWorker(toServiceName({ name: queuesWorker }));
      await queues?.fetch('http://worker/', { method: 'POST' });
    } catch (error) {
      stale = true;
      throw error;
    }
  }

  async function readAll() {
    const all = await readOptions(file, settings);
    const workers = await keepQueuesOnDisk(await countCalls(all, limit, toLocal(settings)));
    const [router, ...others] = workers.toSorted(
      (a, b) => Number(b.config.name === routerName) - Number(a.config.name === routerName),
    );
    const socket = { ...router?.dev, unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] };
    return {
      ...{ host: '127.0.0.1', port: 0, cf: false, enableDevRegistry: false, telemetry: { enabled: false } },
      logRequests: false,
      handleStructuredLogs: ({ message }: { message: string }) => onLog?.(message),
      resourcePersistencePath: `${file.directory}/stores`,
      workers: [{ ...router, dev: socket }, ...others],
    } as unknown as ConstructorParameters<typeof Miniflare>[0];
  }
}

/** A change waits this long for further ones before the workers are replaced. */
const quietMs = 1_000;

function report(error: unknown): void {
  console.error(
    `The deployed workers could not be started: ${error instanceof Error ? error.message : error}`,
  );
}

async function buildRouter(): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [`${import.meta.dir}/router/worker.ts`],
    ...{ format: 'esm', external: ['cloudflare:*'] },
  });
  return (outputs[0] as Blob).text();
}
