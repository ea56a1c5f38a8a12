import { expect, test } from 'bun:test';
import { createAdmission } from './create-admission.ts';
import { createGuards } from './create-guards.ts';
import { createTestClock } from './create-test-clock.helper.ts';

/** Room for the calls of two pages of twenty fragments. */
function createRoomForTwo() {
  const clock = createTestClock();
  return { clock, admission: createAdmission(clock, createGuards(clock), { callLimit: 40 }) };
}

test('a page that waits before its calls counts as the calls that it will make', () => {
  const { admission } = createRoomForTwo();
  const started = [admission.prepare(), admission.prepare()];
  expect(admission.take()).toBeUndefined();
  started[0]?.(20);
  expect(admission.take()).toBeDefined();
});

test('pages that found all they need while they waited leave room for more', () => {
  const { admission } = createRoomForTwo();
  for (let page = 0; page < 50; page++) admission.prepare()(0);
  for (let page = 0; page < 100; page++) admission.prepare();
  expect(admission.take()).toBeDefined();
});

test('a page that vanishes while it waits counts for a time only', async () => {
  const { admission, clock } = createRoomForTwo();
  admission.prepare();
  admission.prepare();
  await clock.advance(30_000);
  expect(admission.take()).toBeDefined();
});

test('a page whose client leaves while it waits counts no longer', () => {
  const { admission } = createRoomForTwo();
  const client = new AbortController();
  admission.prepare(client.signal);
  admission.prepare(client.signal);
  expect(admission.take()).toBeUndefined();
  client.abort();
  expect(admission.take()).toBeDefined();
});

test('a fragment that a page waits for counts until it is done, though its call has not begun', async () => {
  const { admission } = createRoomForTwo();
  const { promise, resolve } = Promise.withResolvers<void>();
  admission.follow(Array.from({ length: 40 }, () => promise));
  expect(admission.take()).toBeUndefined();
  resolve();
  await promise;
  expect(admission.take()).toBeDefined();
});

test('fragments whose client has left count no longer', () => {
  const { admission } = createRoomForTwo();
  const client = new AbortController();
  admission.follow(
    Array.from({ length: 40 }, () => new Promise(() => {})),
    client.signal,
  );
  expect(admission.take()).toBeUndefined();
  client.abort();
  expect(admission.take()).toBeDefined();
});
