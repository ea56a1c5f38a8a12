import { expect, test } from 'bun:test';
import { createDeadlines } from './create-deadlines.ts';
import { createTestClock } from './create-test-clock.helper.ts';

test('calls that belong together share a deadline if they have the same time', () => {
  const deadlines = createDeadlines(createTestClock());
  const page = {};
  const first = deadlines.join(page, 2_000);
  expect(deadlines.join(page, 2_000)).toBe(first);
  expect(deadlines.join(page, 500)).not.toBe(first);
  expect(deadlines.join({}, 2_000)).not.toBe(first);
  expect(deadlines.join(page, 2_000, new AbortController().signal)).not.toBe(first);
});

test('a deadline that is over aborts its calls, and a later call gets its own deadline', async () => {
  const clock = createTestClock();
  const deadlines = createDeadlines(clock);
  const page = {};
  const first = deadlines.join(page, 100);
  await clock.advance(60);
  expect(first.left()).toBe(40);
  await clock.advance(40);
  await first.over;
  expect(first.signal.aborted).toBe(true);
  expect(first.left()).toBe(1);
  expect(deadlines.join(page, 100).left()).toBe(100);
});

test('the timer is cancelled when the last call has ended', async () => {
  const clock = createTestClock();
  const deadlines = createDeadlines(clock);
  const gone = new AbortController();
  const page = {};
  const both = [deadlines.join(page, 100, gone.signal), deadlines.join(page, 100, gone.signal)];
  for (const one of both) one.leave();
  await clock.advance(200);
  gone.abort();
  expect(both[0]?.signal.aborted).toBe(false);
});

test('a client that leaves ends the calls that were made for it, and no others', async () => {
  const deadlines = createDeadlines(createTestClock());
  const gone = new AbortController();
  const page = {};
  const personal = deadlines.join(page, 100, gone.signal);
  const shared = deadlines.join(page, 100);
  gone.abort();
  await personal.over;
  expect([personal.signal.aborted, shared.signal.aborted]).toEqual([true, false]);
});
