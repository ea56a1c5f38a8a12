import { join } from 'node:path';
import { programs } from '../../../tests/install-compose.helper.ts';
import { findDeno } from '../../../tools/find-deno.ts';
import { findNode } from '../../../tools/find-node.ts';
import { startWorker } from '../../../tools/runtime/start-worker.ts';

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
  const contents = await (built.outputs[0] as Blob).text();
  return startWorker([{ name: 'worker.js', contents }], { SERVERS: servers });
}
