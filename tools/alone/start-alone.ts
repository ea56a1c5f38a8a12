import { namedSessionPath } from '@jogakbo/contracts/identity';
import { createLiveReload } from '../dev/create-live-reload.ts';
import { openKeys } from '../runtime/open-keys.ts';
import { startSystem } from '../runtime/start-system.ts';
import type { SystemOptions } from '../runtime/system-options.ts';
import { writeTopology } from '../topology/write-topology.ts';
import type { Worker } from '../workers.ts';
import { createElsewhere } from './answer-elsewhere.ts';
import { createAskerFinder } from './create-asker-finder.ts';
import { createProxy } from './create-proxy.ts';
import { createSliceHost } from './create-slice-host.ts';
import type { Upstream } from './open-upstream.ts';

type Options = Pick<SystemOptions, 'onStep' | 'onNotice' | 'logLevel' | 'settings' | 'crons' | 'rewire'> & {
  slices: readonly string[];
  /** The folder of the stores and of the keys. */
  stateDirectory: string;
  upstream: Upstream;
  /** The port of the pages; 0 for any free port. */
  port: number;
};

/** Lists the workers of some slices: their faces and their services. */
export async function listAlone(slices: readonly string[], topology?: string): Promise<Worker[]> {
  const workers = await writeTopology(topology ?? 'faces');
  return workers.filter(({ slice }) => slices.includes(slice));
}

/** Starts the built workers of some slices, and serves the deployed shop with them, for the browser of this machine. */
export async function startAlone({ slices, upstream, port, ...options }: Options) {
  const refused = new Set<string>();
  const elsewhere = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0, idleTimeout: 0 },
    fetch: createElsewhere(upstream, (sentence) => {
      if (!refused.has(sentence)) options.onNotice?.(sentence);
      refused.add(sentence);
    }),
  });
  const system = await startSystem({
    ...{ port: 0, development: undefined, ...options },
    alone: { runs: ({ slice }) => slices.includes(slice), elsewhere: elsewhere.url.origin },
  }).catch((error) => {
    elsewhere.stop(true);
    throw error;
  });
  const keys = await openKeys(`${options.stateDirectory}/keys.json`, []);
  const host = createSliceHost(slices, {
    fetchWorker: system.fetchWorker,
    shellKey: keys.own.shell as string,
  });
  const liveReload = createLiveReload(() => new Response(null, { status: 404 }));
  const findAsker = createAskerFinder({
    origin: upstream.origin,
    localSession: slices.includes('member')
      ? (headers) => system.fetchWorker('member-service', namedSessionPath, { headers })
      : undefined,
  });
  const proxy = createProxy({
    ...{ upstream: upstream.origin, host, findAsker },
    development: (request) => fetch(liveReload.url + new URL(request.url).pathname),
  });
  const server = Bun.serve({ hostname: '127.0.0.1', port, idleTimeout: 0, fetch: proxy });

  return {
    url: `http://localhost:${server.port}`,
    liveReload,
    reload: () => system.reload(),
    async close() {
      liveReload.stop();
      await Promise.all([server.stop(true), elsewhere.stop(true), system.close()]);
    },
  };
}
