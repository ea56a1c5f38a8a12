import { expect, test } from 'bun:test';
import { createBreaker } from './create-breaker.ts';

function createBench() {
  const bench = { now: 0, asked: 0, failing: true };
  const breaker = createBreaker({ failures: 2, pause: 1_000, now: () => bench.now });
  const work = async () => {
    bench.asked += 1;
    if (bench.failing) throw new Error('down');
    return 'up';
  };
  return { bench, breaker, run: () => breaker.run(work, 'otherwise') };
}

test('a breaker opens after failures in a row, and tries again after a pause', async () => {
  const { bench, run } = createBench();
  for (let calls = 0; calls < 5; calls++) expect(await run()).toBe('otherwise');
  expect(bench.asked).toBe(2);
  bench.now += 1_000;
  bench.failing = false;
  expect(await run()).toBe('up');
  expect(await run()).toBe('up');
  expect(bench.asked).toBe(4);
});

test('a breaker stays closed after failures that are not in a row', async () => {
  const { bench, run } = createBench();
  for (let calls = 0; calls < 6; calls++) {
    bench.failing = calls % 2 === 0;
    await run();
  }
  expect(bench.asked).toBe(6);
});

test('one caller tries at a time, and after a pause another one may try if it has not ended', async () => {
  const { bench, breaker, run } = createBench();
  await run();
  await run();
  bench.now += 1_000;
  let tries = 0;
  const never = () => {
    tries += 1;
    return new Promise<string>(() => {});
  };
  void breaker.run(never, 'otherwise');
  expect(await breaker.run(never, 'otherwise')).toBe('otherwise');
  expect(tries).toBe(1);
  bench.now += 1_000;
  bench.failing = false;
  expect(await run()).toBe('up');
});

test('a refusal is no failure: it does not open a breaker, and it ends a try with success', async () => {
  const { bench, breaker, run } = createBench();
  const refused = () => {
    bench.asked += 1;
    return Promise.reject(Object.assign(new Error('no'), { status: 403 }));
  };
  for (let calls = 0; calls < 5; calls++) expect(await breaker.run(refused, 'otherwise')).toBe('otherwise');
  expect(bench.asked).toBe(5);
  await run();
  await run();
  bench.now += 1_000;
  await breaker.run(refused, 'otherwise');
  await breaker.run(refused, 'otherwise');
  expect(bench.asked).toBe(9);
});
