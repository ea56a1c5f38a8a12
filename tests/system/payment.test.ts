import { afterAll, expect, test } from 'bun:test';
import { paths as paymentPaths } from '../../services/payment/contract.ts';
import { callAs } from '../call-as.helper.ts';
import { openShop, type Shop } from '../open-shop.helper.ts';

let shop = await openShop();
afterAll(() => shop.close());

const books = async (order: string, of: Shop = shop) => {
  const answer = await of.fetchWorker('payment-service', `/local-provider/charges?order=${order}`);
  return ((await answer.json()) as { charges: { asked: number; entries: string[] }[] }).charges;
};
const asOrder = async () => {
  const send = await callAs(shop, { issuer: 'order-service', audience: ['payment'] });
  return {
    pay: (orderId: string, token = 'tok_ok', amount = 13_390) =>
      send('payment-service', 'POST', paymentPaths.payments, { orderId, amount, method: 'card', token }),
    read: (orderId: string) => send('payment-service', 'GET', paymentPaths.payment(orderId)),
    capture: (orderId: string) => send('payment-service', 'POST', paymentPaths.capture(orderId)),
    refund: (orderId: string) => send('payment-service', 'POST', paymentPaths.refund(orderId)),
  };
};

test('ten simultaneous payments of an order are one charge, and ten captures take it once', async () => {
  const { pay, capture, read } = await asOrder();
  const paid = await Promise.all(Array.from({ length: 10 }, () => pay('race', 'tok_slow')));
  for (const { status, body } of paid) {
    expect(status).toBe(200);
    expect(['unknown', 'authorized']).toContain(body.state as string);
  }
  expect((await read('race')).body).toMatchObject({ state: 'authorized', amount: 13_390 });
  const taken = await Promise.all(Array.from({ length: 10 }, () => capture('race')));
  expect(taken.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(await books('race')).toMatchObject([{ asked: 1, entries: ['authorized', 'captured'] }]);
});

test('simultaneous payments of an order with different amounts charge one of the amounts', async () => {
  const { pay } = await asOrder();
  const paid = await Promise.all([1_000, 2_000, 3_000].map((amount) => pay('amounts', 'tok_ok', amount)));
  expect(paid.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  expect(await books('amounts')).toHaveLength(1);
});

test('a simultaneous capture and refund end with a refund or without a charge', async () => {
  const { pay, capture, refund, read } = await asOrder();
  await Promise.all(
    Array.from({ length: 8 }, async (_, at) => {
      const order = `both-${at}`;
      await pay(order);
      const [taken, back, again] = await Promise.all([capture(order), refund(order), refund(order)]);
      expect([200, 409]).toContain(taken.status);
      expect([back.status, again.status]).toEqual([200, 200]);
      const { state } = (await read(order)).body;
      expect(state).toBeOneOf(['voided', 'refunded']);
      const [charge] = await books(order);
      expect(charge?.entries).toEqual(
        state === 'voided' ? ['authorized', 'voided'] : ['authorized', 'captured', 'refunded'],
      );
    }),
  );
});

test('a simultaneous payment and refund leave no money taken or blocked', async () => {
  const { pay, refund, capture } = await asOrder();
  await Promise.all(
    Array.from({ length: 8 }, async (_, at) => {
      const order = `never-${at}`;
      await Promise.all([pay(order, 'tok_slow'), refund(order), capture(order)]);
      expect((await refund(order)).status).toBe(200);
      const entries = (await books(order)).flatMap(({ entries }) => entries);
      expect(['', 'authorized voided', 'voided']).toContain(entries.join(' '));
    }),
  );
});

test('only the order service may use payments', async () => {
  const shell = await callAs(shop, { issuer: 'shell', member: 'm1', audience: ['payment'] });
  const body = { orderId: 'theft', amount: 1, method: 'card', token: 'tok_ok' };
  expect((await shell('payment-service', 'POST', paymentPaths.payments, body)).status).toBe(403);
  const elsewhere = await callAs(shop, { issuer: 'order-service', audience: ['inventory'] });
  expect((await elsewhere('payment-service', 'POST', paymentPaths.payments, body)).status).toBe(401);
  expect(await books('theft')).toEqual([]);
});

test('a restart finds the result of a charge whose answer was lost', async () => {
  const { pay } = await asOrder();
  const asked = await Promise.all([pay('lost', 'tok_timeout'), pay('nowhere', 'tok_timeout_lost')]);
  expect(asked.map(({ body }) => body.state)).toEqual(['unknown', 'unknown']);
  await shop.close({ keep: true });
  shop = await openShop({ stateDirectory: shop.stateDirectory });
  const { read, capture, refund } = await asOrder();
  expect((await read('lost')).body).toMatchObject({ state: 'authorized' });
  expect((await read('nowhere')).body).toMatchObject({ state: 'declined', reason: 'not-reached' });
  expect((await capture('lost')).status).toBe(200);
  expect((await refund('lost')).body).toMatchObject({ state: 'refunded' });
  expect(await books('lost')).toMatchObject([{ asked: 1, entries: ['authorized', 'captured', 'refunded'] }]);
});
