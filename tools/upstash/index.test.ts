import { describe, expect, test } from 'bun:test';
import { Redis } from '@upstash/redis';

const redisServer = Bun.which('redis-server');

function run(args: string[], env: Record<string, string> = {}) {
  const child = Bun.spawn([process.execPath, import.meta.dir, ...args], {
    stdout: 'pipe',
    stderr: 'pipe',
    env: { ...process.env, ...env },
  });
  return { child, errors: () => new Response(child.stderr).text() };
}

async function readBanner(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += new TextDecoder().decode(chunk);
    if (/^UPSTASH_REDIS_REST_TOKEN=.*\n/m.test(text)) break;
  }
  return text;
}

test.each([
  [['--port', 'abc'], "--port must be 0 to 65535, not 'abc'"],
  [['--port', '70000'], '--port must be 0 to 65535'],
  [['--engine', 'valkey'], "--engine must be auto, redis or embedded, not 'valkey'"],
  [['--engine', 'embedded', '--data', 'x'], '--data needs the redis engine'],
  [['--token', ''], '--token must not be empty'],
  [['--unknown'], "Unknown option '--unknown'"],
  [['positional'], 'Unexpected argument: positional.'],
])('the command with %j ends with a sentence and the help', async (args, message) => {
  const { child, errors } = run(args);
  expect(await errors()).toStartWith(message);
  expect(await child.exited).toBe(2);
});

test('the error message names a taken port', async () => {
  using server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response() });
  const { child, errors } = run(['--port', String(server.port), '--engine', 'embedded']);
  expect(await errors()).toBe(`port ${server.port} is taken; choose another with --port\n`);
  expect(await child.exited).toBe(1);
});

test('--help lists the flags', async () => {
  const { child } = run(['--help']);
  expect(await new Response(child.stdout).text()).toContain('--engine');
  expect(await child.exited).toBe(0);
});

test('without redis-server the command runs the embedded engine and says how to install redis-server', async () => {
  const { child } = run(['--port', '0'], { PATH: '/nonexistent' });
  const banner = await readBanner(child.stdout);
  expect(banner).toContain('engine        embedded');
  expect(banner).toContain('apt-get install redis-server');
  child.kill('SIGINT');
  expect(await child.exited).toBe(0);
  const { child: strict, errors } = run(['--engine', 'redis'], { PATH: '/nonexistent' });
  expect(await errors()).toContain('brew install redis');
  expect(await strict.exited).toBe(1);
});

describe.skipIf(!redisServer)('with redis-server', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'a command that ends by %s also ends redis-server',
    async (signal) => {
      const { child } = run(['--port', '0', '--token', 'secret', '--engine', 'redis']);
      const banner = await readBanner(child.stdout);
      const url = /^UPSTASH_REDIS_REST_URL=(.*)$/m.exec(banner)?.[1] ?? '';
      const token = /^UPSTASH_REDIS_REST_TOKEN=(.*)$/m.exec(banner)?.[1] ?? '';
      expect(banner).toContain('redis-server');
      expect(token).toBe('secret');
      const information = await new Redis({ url, token }).eval<[], string>(
        'return redis.call("INFO")',
        [],
        [],
      );
      const pid = Number(/process_id:(\d+)/.exec(information)?.[1]);
      expect(isRunning(pid)).toBe(true);
      child.kill(signal);
      expect(await child.exited).toBe(signal === 'SIGKILL' ? 137 : 0);
      while (isRunning(pid)) await Bun.sleep(1);
    },
  );
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
