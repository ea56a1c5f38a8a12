import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { type Answer, areAlike, isRefusal, toComparable } from './compare-replies.helper.ts';
import { createEmbeddedEngine } from './create-embedded-engine.ts';
import { createRedisEngine } from './create-redis-engine.ts';
import type { Engine } from './engine.ts';
import { randomCommand } from './random-command.helper.ts';
import { toUpstashReply } from './to-upstash-reply.ts';

describe.skipIf(!Bun.which('redis-server'))('for random commands', () => {
  let redis: Engine;
  let embedded: Engine;
  beforeAll(async () => {
    [redis, embedded] = await Promise.all([createRedisEngine({}), createEmbeddedEngine()]);
  });
  afterAll(() => Promise.all([redis.close(), embedded.close()]));

  test('the embedded engine answers like redis-server, or refuses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomCommand, { minLength: 5, maxLength: 30 }), async (commands) => {
        for (const engine of [redis, embedded]) await engine.command(['FLUSHALL']);
        for (const args of commands) {
          const actual = await answer(embedded, args);
          // A refused command does not go to redis-server either, so that both have the same data afterwards.
          if (isRefusal(actual)) continue;
          const expected = await answer(redis, args);
          if (!areAlike(actual, expected)) expect({ args, ...actual }).toEqual({ args, ...expected });
        }
      }),
      // Another seed or more runs: SEED=5 RUNS=5000 bun test tools/upstash/random-commands.test.ts
      {
        seed: Number(Bun.env.SEED ?? 8),
        numRuns: Number(Bun.env.RUNS ?? 400),
        interruptAfterTimeLimit: 20_000,
      },
    );
  });
});

async function answer(engine: Engine, args: string[]): Promise<Answer> {
  const reply = toUpstashReply(await engine.command(args), false);
  return 'result' in reply ? { result: toComparable(args, reply.result) } : reply;
}
