import { afterAll, expect, test } from 'bun:test';
import { createShopper } from '../create-shopper.helper.ts';
import { openShop } from '../open-shop.helper.ts';

// A hash takes as long as a page here, so that a request that waits for hashes is visible.
const shop = await openShop({ variables: { 'member-service': { PASSWORD_COST: '12' } } });
afterAll(() => shop.close());

// Calls the service directly, since the shell gives a form five seconds, and twenty hashes take longer on a busy machine.
test('twenty log-ins at once do not fail session look-ups, and no look-up waits for all of the hashes', async () => {
  const members = [];
  for (let each = 0; each < 20; each++) members.push(await createShopper(shop));
  const session = { 'x-jogakbo-session': members[0]?.cookies.get('session') as string };
  const began = performance.now();
  const logIns = Promise.all(
    members.map(({ email, password }) =>
      shop.fetchWorker('member-service', '/sessions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }),
    ),
  ).then((answers) => ({ statuses: answers.map(({ status }) => status), took: performance.now() - began }));
  const lookUps = Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      await Bun.sleep(index * 10);
      const asked = performance.now();
      const { status } = await shop.fetchWorker('member-service', '/session', { headers: session });
      return { status, waited: performance.now() - asked };
    }),
  );
  const { statuses, took } = await logIns;
  expect(statuses).toEqual(Array(20).fill(201));
  const seen = await lookUps;
  expect(seen.map(({ status }) => status)).toEqual(Array(50).fill(200));
  expect(Math.max(...seen.map(({ waited }) => waited))).toBeLessThan(took * 0.8);
});
