import { namedSessionPath } from '@jogakbo/contracts/identity';
import { writeTopology } from '../topology/write-topology.ts';
import type { Worker } from '../workers.ts';
import { createAskerFinder } from './create-asker-finder.ts';
import { createProxy } from './create-proxy.ts';
import type { Upstream } from './open-upstream.ts';
import { type SliceOptions, startSlices } from './start-slices.ts';

type Options = SliceOptions & {
  upstream: Upstream;
  /** The port of the pages; 0 for any free port. */
  port: number;
};

/** Lists the workers of some slices: their faces and their services. */
export async function listAlone(slices: readonly string[]): Promise<Worker[]> {
  return (await writeTopology('faces')).filter(({ slice }) => slices.includes(slice));
}

/** Starts the built workers of some slices, and serves the deployed shop with them, for the browser of this machine. */
export async function startAlone({ upstream, port, ...options }: Options) {
  const { slices } = options;
  const started = await startSlices({
    ...options,
    ...{ upstream, runs: ({ slice }: Worker) => slices.includes(slice) },
  });
  const { system, host, liveReload, development } = started;
  const findAsker = createAskerFinder({
    origin: upstream.origin,
    localSession: slices.includes('member')
      ? (headers) => system.fetchWorker('member-service', namedSessionPath, { headers })
      : undefined,
  });
  const proxy = createProxy({ upstream: upstream.origin, host, findAsker, development });
  const server = Bun.serve({ hostname: '127.0.0.1', port, idleTimeout: 0, fetch: proxy });

  return {
    url: `http://localhost:${server.port}`,
    liveReload,
    reload: () => system.reload(),
    async close() {
      await Promise.all([server.stop(true), started.close()]);
    },
  };
}
