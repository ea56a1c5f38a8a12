import { convertV4MiniflareOptions, Miniflare, type MiniflareOptions } from 'miniflare';
import { findFreePort } from '../../tools/runtime/find-free-port.ts';
import settings from '../../wrangler.toml';
import { slices } from '../fragments.ts';
import { childrenCalled } from './process-table.ts';

const listening = [
  ...(['engine', 'floor', 'hello', 'one-worker'] as const),
  ...(['operations', 'six-bindings', 'six-writes'] as const),
];
const bound = Object.fromEntries(slices.map((slice) => [slice, slice]));

/**
 * The flags of workerd. By default, V8 lets its young generation grow to many megabytes before a collection, which brings no speed.
 */
export const v8Flags = '--max-semi-space-size=1 --max-old-space-size=48';

/**
 * Starts one workerd with the six fragment workers and all compared workers. Each has a socket of its own, since Miniflare's common
 * entry would be slower than the measured workers.
 */
export async function startWorkerd() {
  process.env.MINIFLARE_WORKERD_V8_FLAGS = v8Flags;
  const before = childrenCalled('workerd');
  const urls = Object.fromEntries(
    listening.map((name) => [name, `http://127.0.0.1:${findFreePort()}`]),
  ) as Record<(typeof listening)[number], string>;
  const code = Object.fromEntries(
    await Promise.all(['fragments', ...listening].map(async (name) => [name, await bundleBenchWorker(name)])),
  );
  const { workers } = convertV4MiniflareOptions({
    workers: [
      ...slices.map((slice) => toWorker(slice, code.fragments, { bindings: { SLICE: slice } })),
      ...listening.map((name) =>
        toWorker(name, code[name], {
          serviceBindings: bound,
          ...(['floor', 'operations'].includes(name) ? { d1Databases: { DB: 'floor' } } : {}),
        }),
      ),
    ],
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  const miniflare = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    cf: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    logRequests: false,
    workers: workers.map((worker: WorkerOptions) => withSocket(worker, urls)),
  } as ConstructorParameters<typeof Miniflare>[0]);
  await miniflare.ready;
  const [pid] = childrenCalled('workerd').filter((child) => !before.includes(child));
  return { urls, pid: pid as number, close: () => miniflare.dispose() };
}

type WorkerOptions = MiniflareOptions['workers'][number];

function withSocket(worker: WorkerOptions, urls: Record<string, string>): WorkerOptions {
  const url = urls[(worker as { config: { name: string } }).config.name];
  if (!url) return worker;
  const { hostname, port } = new URL(url);
  return {
    ...worker,
    dev: { unsafeDirectSockets: [{ host: hostname, port: Number(port) }] },
  } as WorkerOptions;
}

function toWorker(name: string, contents: string | undefined, bindings: object) {
  return {
    name,
    modulesRoot: import.meta.dir,
    modules: [{ type: 'ESModule', path: `${import.meta.dir}/${name}.js`, contents }],
    compatibilityDate: settings.compatibility_date,
    compatibilityFlags: settings.compatibility_flags,
    ...bindings,
  };
}

async function bundleBenchWorker(name: string): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [`${import.meta.dir}/../workers/${name}.ts`],
    target: 'browser',
    format: 'esm',
    conditions: ['workerd', 'worker'],
    minify: { syntax: true },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return (outputs[0] as Blob).text();
}
