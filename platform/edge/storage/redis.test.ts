import { afterEach, expect, mock, spyOn, test } from 'bun:test';
import { createGlancingRedis, glanceTimeoutMs } from './redis.ts';

const settings = { UPSTASH_REDIS_REST_URL: 'http://redis.test', UPSTASH_REDIS_REST_TOKEN: 'test' };
afterEach(() => {
  mock.restore();
});

test('calls that start together are one pipeline, and the time of Redis starts when it is sent', async () => {
  const timeout = spyOn(AbortSignal, 'timeout');
  const calls = spyOn(globalThis, 'fetch');
  const answers = [{ result: 1 }, { result: 1 }];
  calls.mockImplementation((async () => Response.json(answers)) as unknown as typeof fetch);
  const redis = createGlancingRedis(settings);
  expect(timeout).not.toHaveBeenCalled();
  await Promise.all([redis.incr('a'), redis.pexpire('a', 1_000)]);
  expect(calls.mock.calls.map(([url, init]) => [String(url), JSON.parse(String(init?.body))])).toEqual([
    [
      'http://redis.test/pipeline',
      [
        ['incr', 'a'],
        ['pexpire', 'a', 1_000],
      ],
    ],
  ]);
  expect(timeout.mock.calls).toEqual([[glanceTimeoutMs]]);
});
