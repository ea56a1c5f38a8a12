import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface RedisServer {
  socketPath: string;
  pid: number;
  /** Rejects if the server ends by itself. The error has the last line of its output. */
  failed: Promise<never>;
  isRunning(): boolean;
  stop(): Promise<void>;
}

// If this process is killed, its end of the pipe closes, and `read` returns.
const WATCHDOG = 'read -r _; kill "$0"; rm -rf "$1"';

/**
 * Starts a `redis-server` that only this process can reach, through a Unix socket in a temporary directory.
 *
 * @param dataDirectory the folder of the append-only file; without it, no data is kept
 */
export async function startRedisServer(dataDirectory?: string): Promise<RedisServer> {
  if (dataDirectory) await mkdir(dataDirectory, { recursive: true });
  const socketDirectory = await mkdtemp(join(tmpdir(), 'upstash-'));
  const socketPath = join(socketDirectory, 'redis.sock');
  const directory = dataDirectory ? resolve(dataDirectory) : socketDirectory;
  const child = Bun.spawn(
    ['redis-server', ...toArguments({ socketPath, directory, persistent: Boolean(dataDirectory) })],
    // Detached, so that Ctrl-C in the terminal does not end it before its clients have finished.
    { stdin: 'ignore', stdout: 'pipe', stderr: 'inherit', detached: true },
  );
  const watchdog = Bun.spawn(['sh', '-c', WATCHDOG, String(child.pid), socketDirectory], {
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'ignore',
    detached: true,
  });
  const output = new Response(child.stdout).text();
  const failed = child.exited.then(async (code): Promise<never> => {
    const lastLine = (await output).trim().split('\n').at(-1);
    const how = child.signalCode ? `was ended by ${child.signalCode}` : `ended with code ${code}`;
    throw new Error(
      `redis-server ${how}${lastLine ? `: ${lastLine}` : ''}${dataDirectory ? ` (its data: ${directory})` : ''}`,
    );
  });
  failed.catch(() => {});

  async function stop() {
    child.kill('SIGTERM');
    await child.exited;
    watchdog.kill('SIGKILL');
    await rm(socketDirectory, { recursive: true, force: true });
  }

  return {
    socketPath,
    pid: child.pid,
    failed,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    stop,
  };
}

function toArguments(options: { socketPath: string; directory: string; persistent: boolean }): string[] {
  const settings = {
    port: '0',
    unixsocket: options.socketPath,
    unixsocketperm: '700',
    dir: options.directory,
    appendonly: options.persistent ? 'yes' : 'no',
    appendfsync: 'everysec',
    save: '',
    loglevel: 'warning',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}
