import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { createCallLimit } from './create-call-limit.ts';
import { createTestClock } from './create-test-clock.helper.ts';

test('the limit is halved once for a slow turn of the event loop, whatever else began before it', async () => {
  const clock = createTestClock();
  const limit = createCallLimit(clock, 800);
  expect(limit.value).toBe(800);
  for (let pages = 0; pages < 5; pages++) limit.learn(600);
  expect(limit.value).toBe(400);
  await clock.advance(600);
  limit.learn(300);
  expect(limit.value).toBe(200);
});

test('the limit grows again with each page after a quick turn', async () => {
  const clock = createTestClock();
  const limit = createCallLimit(clock, 400);
  limit.learn(600);
  limit.learn(5);
  expect(limit.value).toBeGreaterThan(200);
  for (let pages = 0; pages < 30; pages++) limit.learn(5);
  expect(limit.value).toBe(400);
});

test('the limit stays within its bounds for any series of turns', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_000 }),
      fc.array(fc.nat(3_000), { maxLength: 50 }),
      async (most, lags) => {
        const clock = createTestClock();
        const limit = createCallLimit(clock, most);
        for (const lag of lags) {
          limit.learn(lag);
          expect(limit.value).toBeLessThanOrEqual(most);
          expect(limit.value).toBeGreaterThanOrEqual(Math.min(most, 120));
          await clock.advance(lag);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('however slow the turns are, six pages without copies have room', async () => {
  const clock = createTestClock();
  const limit = createCallLimit(clock, 400);
  for (let turn = 0; turn < 20; turn++) {
    limit.learn(1_000);
    await clock.advance(1_000);
  }
  expect(limit.value).toBe(6 * 20);
});
