import { afterEach, describe, expect, test } from 'bun:test';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from '@upstash/redis';
import { createUpstash, type Upstash, type UpstashOptions } from './create-upstash.ts';
import { describeEngines } from './describe-engines.helper.ts';

const withoutRedis = !Bun.which('redis-server');
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(options: Partial<UpstashOptions>): Promise<Upstash> {
  const upstash = await createUpstash({ token: 'dev', ...options });
  cleanups.push(() => upstash.close());
  return upstash;
}

const connect = ({ url, token }: Upstash, options = {}) =>
  new Redis({ url, token, retry: false, ...options });

describeEngines((context) => {
  test('a paused endpoint hangs, and a resumed one answers', async () => {
    context.upstash.pause();
    const answer = context.client().set('paused', 1);
    const givesUp = context.client({ signal: () => AbortSignal.timeout(20) }).set('given-up', 1);
    await expect(givesUp).rejects.toThrow('timed out');
    expect(Bun.peek.status(answer)).toBe('pending');
    context.upstash.resume();
    expect(await answer).toBe('OK');
  });

  test('an endpoint that is down refuses connections, and answers later on the same port with the same data', async () => {
    const redis = context.client();
    await redis.set('kept', 'here');
    await context.upstash.down();
    await expect(redis.get('kept')).rejects.toThrow();
    context.upstash.up();
    expect(await redis.get<string>('kept')).toBe('here');
  });

  test('an endpoint that goes down ends its event streams', async () => {
    const stream = await context.fetch('/subscribe/news');
    await context.upstash.down();
    await expect(stream.text()).rejects.toThrow();
    context.upstash.up();
    while ((await context.client().publish('news', 'x')) > 0);
  });

  test('a client that goes away does not disturb the next one', async () => {
    const controllers = Array.from({ length: 20 }, () => new AbortController());
    const requests = controllers.map(({ signal }) =>
      context.fetch('/', { method: 'POST', body: '["INCR","visits"]', signal }).catch(() => {}),
    );
    for (const controller of controllers) controller.abort();
    await Promise.all(requests);
    expect(await context.client().set('next', 'fine')).toBe('OK');
  });

  test('two endpoints share nothing', async () => {
    const other = await start({ engine: context.upstash.engine });
    await context.client().set('mine', 1);
    expect(await connect(other).get('mine')).toBeNull();
  });
});

describe.skipIf(withoutRedis)('redis engine', () => {
  test('keeps its data in the directory between two runs', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'upstash-data-'));
    cleanups.push(() => rm(dataDirectory, { recursive: true }));
    const first = await start({ engine: 'redis', dataDirectory });
    await connect(first).hset('cart', { 나노블록: 2 });
    await first.close();
    const second = await start({ engine: 'redis', dataDirectory });
    expect(await connect(second).hgetall('cart')).toEqual({ 나노블록: 2 });
  });

  test('keeps nothing without a directory, and leaves no file behind', async () => {
    const before = await socketDirectories();
    const first = await start({ engine: 'redis' });
    const [directory] = (await socketDirectories()).filter((name) => !before.includes(name));
    expect(directory).toBeDefined();
    await first.close();
    expect(await socketDirectories()).not.toContain(directory as string);
  });

  test('reports the version of redis-server', async () => {
    expect((await start({ engine: 'redis' })).engineVersion).toMatch(/^\d+\.\d+/);
  });

  test('answers 500 while redis-server is lost, and can still be closed', async () => {
    const upstash = await start({ engine: 'redis' });
    const pid = upstash.enginePid as number;
    process.kill(pid, 'SIGKILL');
    const statuses = new Set<number>();
    while (upstash.enginePid === pid) statuses.add((await fetch(`${upstash.url}/ping?_token=dev`)).status);
    expect([...statuses].filter((status) => status !== 200 && status !== 500)).toEqual([]);
    expect(await connect(upstash).ping()).toBe('PONG');
  });

  test('fails with a reason if redis-server cannot start', async () => {
    const creation = createUpstash({ token: 'dev', engine: 'redis', dataDirectory: '/proc/nowhere' });
    await expect(creation).rejects.toThrow();
  });
});

test('the engine auto uses redis-server if it is installed', async () => {
  expect((await start({})).engine).toBe(withoutRedis ? 'embedded' : 'redis');
});

test('an endpoint on a taken port is an error', async () => {
  const { url } = await start({ engine: 'embedded' });
  const creation = createUpstash({ engine: 'embedded', token: 'dev', port: Number(new URL(url).port) });
  await expect(creation).rejects.toThrow(expect.objectContaining({ code: 'EADDRINUSE' }));
});

async function socketDirectories(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => /^upstash-\w{6}$/.test(name));
}
