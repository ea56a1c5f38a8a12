import { expect, test } from 'bun:test';
import { createKeepAlive } from './create-keep-alive.ts';

test('work of the same time shares one waitUntil, and later work gets another one', async () => {
  const waited: Promise<unknown>[] = [];
  const keep = createKeepAlive((work) => waited.push(work));
  const [first, second, third] = [1, 2, 3].map(() => Promise.withResolvers<void>());
  keep((first as PromiseWithResolvers<void>).promise);
  keep((second as PromiseWithResolvers<void>).promise);
  expect(waited).toHaveLength(1);
  first?.resolve();
  second?.reject(new Error('even so'));
  await waited[0];
  keep((third as PromiseWithResolvers<void>).promise);
  expect(waited).toHaveLength(2);
  third?.resolve();
  await waited[1];
});

test('the end of all work may bring more work, which is kept alive, too', async () => {
  const [work, last] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const waited: Promise<unknown>[] = [];
  let over = false;
  const keep = createKeepAlive(
    (promise) => {
      waited.push(
        promise.then(() => {
          over = true;
        }),
      );
    },
    () => last.promise,
  );
  keep(work.promise);
  work.resolve();
  await work.promise;
  await Bun.sleep(0);
  expect(over).toBe(false);
  last.resolve();
  await waited[0];
  expect(over).toBe(true);
});
