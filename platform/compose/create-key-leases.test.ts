import { expect, test } from 'bun:test';
import { createKeyLeases } from './create-key-leases.ts';
import { createTestClock } from './create-test-clock.helper.ts';

test('one caller at a time may work for a key, until it gives the lease back or the lease expires', async () => {
  const clock = createTestClock();
  const leases = createKeyLeases(clock);
  expect([leases.take('a', 500), leases.take('a', 500), leases.take('b', 500)]).toEqual([true, false, true]);
  leases.release('b');
  expect(leases.take('b', 500)).toBe(true);
  await clock.advance(500);
  expect(leases.take('a', 500)).toBe(true);
});

test('a caller waits until the lease of another is given back, or expires, or its own time is over', async () => {
  const clock = createTestClock();
  const leases = createKeyLeases(clock);
  const began = clock.now();
  const wait = async (key: string, until: number) => {
    await leases.waitFor(key, until);
    return clock.now() - began;
  };
  leases.take('back', 500);
  leases.take('vanished', 300);
  leases.take('long', 1_000);
  const waits = Promise.all([
    wait('free', began + 500),
    wait('back', began + 500),
    wait('vanished', began + 500),
    wait('long', began + 400),
  ]);
  await clock.advance(100);
  leases.release('back');
  await clock.advance(900);
  const [free, back, vanished, long] = await waits;
  expect(free).toBe(0);
  expect(back).toBeLessThanOrEqual(116);
  expect(vanished).toBeLessThanOrEqual(316);
  expect(long).toBe(400);
});
