import { createClock } from '@jogakbo/edge/clock';
import { createLiveReload } from '../dev/create-live-reload.ts';
import { openKeys } from '../runtime/open-keys.ts';
import { startSystem } from '../runtime/start-system.ts';
import type { SystemOptions } from '../runtime/system-options.ts';
import { createElsewhere } from './answer-elsewhere.ts';
import { createSliceHost, type SliceHost } from './create-slice-host.ts';
import type { Upstream } from './open-upstream.ts';

/** How the workers of some slices are started. */
export type SliceOptions = Pick<
  SystemOptions,
  'onStep' | 'onNotice' | 'logLevel' | 'settings' | 'crons' | 'rewire' | 'products'
> & {
  slices: readonly string[];
  /** The folder of the stores and of the keys. */
  stateDirectory: string;
};

type Options = SliceOptions & {
  /** Whether a worker runs here. */
  runs: NonNullable<SystemOptions['alone']>['runs'];
  /** The deployed shop whose services are read; undefined if all others are away. */
  upstream?: Upstream | undefined;
};

/** The slices that run, and the reload of the pages that show them. */
export type Slices = {
  system: Awaited<ReturnType<typeof startSystem>>;
  host: SliceHost;
  liveReload: ReturnType<typeof createLiveReload>;
  /** Answers `/_dev/…` of the pages. */
  development(request: Request): Promise<Response>;
  close(): Promise<void>;
};

/** Starts the built workers of some slices. */
export async function startSlices({ slices, runs, upstream, ...options }: Options): Promise<Slices> {
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
    alone: { runs, elsewhere: elsewhere.url.origin },
  }).catch((error) => {
    elsewhere.stop(true);
    throw error;
  });
  const keys = await openKeys(`${options.stateDirectory}/keys.json`, []);
  const { DEV_NOW: fixed, DEV_NOW_SINCE: since } = options.settings ?? {};
  const liveReload = createLiveReload(() => new Response(null, { status: 404 }));
  return {
    ...{ system, liveReload },
    host: createSliceHost(slices, {
      fetchWorker: system.fetchWorker,
      shellKey: keys.own.shell as string,
      now: createClock(fixed, since),
    }),
    development: (request) => fetch(liveReload.url + new URL(request.url).pathname),
    async close() {
      liveReload.stop();
      await Promise.all([elsewhere.stop(true), system.close()]);
    },
  };
}
