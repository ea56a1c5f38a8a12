import { fail } from '../command/fail.ts';
import { readOptions } from '../command/read-options.ts';
import { createUpstash, type Upstash, type UpstashOptions } from './create-upstash.ts';

const help = `Usage: bun tools/upstash [--port 8079] [--token dev] [--engine auto|redis|embedded] [--data DIR]

Serves Upstash's REST protocol on this machine.

  --port    the port; 0 chooses any free port (8079)
  --token   the token that clients must send (dev)
  --engine  redis: a redis-server started here; embedded: in memory, no server needed;
            auto: redis when redis-server is on PATH (auto)
  --data    directory in which redis-server keeps the data between runs (none: memory only)`;

const GET_REDIS = `redis-server is not on PATH. To get it:
  Debian, Ubuntu   apt-get install redis-server
  macOS            brew install redis`;

await start(toOptions());

async function start(options: UpstashOptions) {
  const upstash = await createUpstash({ ...options, onNotice: console.error }).catch(
    (error: Error & { code?: string }) => {
      if (error.code === 'EADDRINUSE')
        return fail(`port ${options.port} is taken; choose another with --port`);
      if (options.engine === 'redis' && !Bun.which('redis-server')) return fail(GET_REDIS);
      return fail(error.message);
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => upstash.close().then(() => process.exit(0)));
  }
  console.log(describe(upstash, options.dataDirectory));
}

function describe({ url, token, engine, engineVersion }: Upstash, dataDirectory?: string): string {
  const data = engine === 'redis' && dataDirectory ? `kept in ${dataDirectory}` : 'in memory only';
  return [
    `Upstash REST  ${url}`,
    `token         ${token}`,
    `engine        ${engine === 'redis' ? `redis-server ${engineVersion}` : 'embedded'}, data ${data}`,
    ...(Bun.which('redis-server') ? [] : ['', GET_REDIS]),
    '',
    `UPSTASH_REDIS_REST_URL=${url}`,
    `UPSTASH_REDIS_REST_TOKEN=${token}`,
  ].join('\n');
}

function toOptions(): UpstashOptions {
  const { values, misuse } = readOptions(help, {
    port: { type: 'string', default: '8079' },
    token: { type: 'string', default: 'dev' },
    engine: { type: 'string', default: 'auto' },
    data: { type: 'string' },
  });
  const { port, token, engine, data } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    return misuse(`--port must be 0 to 65535, not '${port}'`);
  if (token === '') return misuse('--token must not be empty');
  if (engine !== 'auto' && engine !== 'redis' && engine !== 'embedded')
    return misuse(`--engine must be auto, redis or embedded, not '${engine}'`);
  if (data !== undefined && engine === 'embedded') return misuse('--data needs the redis engine');
  return { port: Number(port), token, engine, ...(data && { dataDirectory: data }) };
}
