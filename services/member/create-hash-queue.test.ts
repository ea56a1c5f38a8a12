import { describe, expect, test } from 'bun:test';
import { createHashQueue } from './create-hash-queue.ts';

const forever = Number.POSITIVE_INFINITY;
const open = (limit = 3, now = () => 0) => {
  const rests: number[] = [];
  const run = createHashQueue({
    ...{ limit, now, each: 1_500 },
    wait: async (milliseconds) => {
      rests.push(milliseconds);
    },
  });
  return { run, rests };
};

describe('a queue of hashes', () => {
  test('runs one job at a time, in order, and pauses before each', async () => {
    const { run, rests } = open();
    const log: string[] = [];
    const job = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      return name;
    };
    const done = await Promise.all(['a', 'b', 'c'].map((name) => run(job(name), forever)));
    expect(done).toEqual(['a', 'b', 'c'].map((value) => ({ ok: true, value })));
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(rests).toHaveLength(3);
  });

  test('refuses a job while it is full, with the time to retry, and takes jobs again once it has room', async () => {
    const { run } = open(2);
    const { promise, resolve } = Promise.withResolvers<string>();
    const first = run(() => promise, forever);
    const second = run(async () => 'second', forever);
    expect(await run(async () => 'third', forever)).toEqual({ ok: false, reason: 'full', retryAfter: 3 });
    resolve('first');
    expect(await Promise.all([first, second])).toMatchObject([{ value: 'first' }, { value: 'second' }]);
    expect(await run(async () => 'fourth', forever)).toEqual({ ok: true, value: 'fourth' });
  });

  test('skips a job whose deadline has ended', async () => {
    let time = 0;
    const { run } = open(3, () => time);
    let ran = false;
    const first = run(async () => {
      time = 100;
    }, forever);
    const second = run(async () => {
      ran = true;
    }, 50);
    await first;
    expect(await second).toMatchObject({ ok: false, reason: 'late' });
    expect(ran).toBe(false);
  });

  test('goes on after a job that fails', async () => {
    const { run } = open();
    const failing = run(async () => Promise.reject(new Error('broken')), forever);
    const next = run(async () => 'next', forever);
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toEqual({ ok: true, value: 'next' });
  });
});
