import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { programs } from '../../../tests/install-compose.helper.ts';
import { findDeno } from '../../../tools/find-deno.ts';
import { findNode } from '../../../tools/find-node.ts';
import settings from '../../../wrangler.toml';

export type Host = { url: string; close: () => Promise<unknown> };

export type Runtime = 'bun' | 'node' | 'deno' | 'workerd';

/**
 * Starts the host of an installed folder on a runtime.
 *
 * @param servers the addresses of the slices, as JSON
 */
export function startHost(runtime: Runtime, app: string, servers: string): Promise<Host> {
  return runtime === 'workerd'
    ? startWorkerd(app, servers)
    : spawnHost([...toCommand(runtime), `serve-${runtime}.ts`, servers], app);
}

function toCommand(runtime: 'bun' | 'node' | 'deno'): string[] {
  if (runtime === 'bun') return [process.execPath];
  if (runtime === 'node') return [findNode(programs)];
  const flags = ['--quiet', '--no-remote', '--unstable-no-legacy-abort', '--allow-net=127.0.0.1'];
  return [findDeno(programs) as string, 'run', ...flags];
}

async function spawnHost(command: string[], app: string): Promise<Host> {
  const env = {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    DENO_NO_UPDATE_CHECK: '1',
    DENO_DIR: join(app, '.deno'),
  };
  const child = Bun.spawn(command, { cwd: app, env, stdout: 'pipe', stderr: 'inherit' });
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  if (!value) throw new Error(`${command.slice(0, 3).join(' ')} ended before it listened`);
  const close = async () => {
    child.kill();
    await child.exited;
  };
  return { url: new TextDecoder().decode(value).trim(), close };
}

async function startWorkerd(app: string, servers: string): Promise<Host> {
  const built = await Bun.build({ entrypoints: [join(app, 'worker.ts')], target: 'browser', format: 'esm' });
  const { workers } = convertV4MiniflareOptions({
    ...{ name: 'host', modulesRoot: app, bindings: { SERVERS: servers } },
    modules: [
      {
        type: 'ESModule',
        path: join(app, 'worker.js'),
        contents: await (built.outputs[0] as Blob).text(),
      },
    ],
    compatibilityDate: settings.compatibility_date,
    compatibilityFlags: settings.compatibility_flags,
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  // The common entry of Miniflare would join the parts of a stream.
  const dev = { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] };
  const miniflare = new Miniflare({
    ...{ host: '127.0.0.1', port: 0, cf: false, enableDevRegistry: false, logRequests: false },
    ...{ telemetry: { enabled: false }, workers: workers.map((worker: object) => ({ ...worker, dev })) },
  } as ConstructorParameters<typeof Miniflare>[0]);
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL('host');
  return { url: origin, close: () => miniflare.dispose() };
}
