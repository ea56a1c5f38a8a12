import { afterAll, afterEach, describe, expect, spyOn, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { createTossStandIn, secretKey } from '../../tests/create-toss-stand-in.helper.ts';
import { paths } from './contract.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity(['order-service']);
const toss = createTossStandIn(Date.now);
const { url, stop } = toss.serve();
afterAll(stop);
const logged = spyOn(console, 'error').mockImplementation(() => {});
afterAll(() => logged.mockRestore());
afterEach(() => void toss.fates.splice(0));

let count = 0;

/** Opens the service in front of Toss, with a draft that the shopper has approved in the window. */
function open(amount = 10_390) {
  const env = {
    DB: createSqliteDatabase(`${import.meta.dir}/migrations`),
    ...{ LOG_LEVEL: 'off', PAYMENT_PROVIDER: 'toss', TOSS_URL: url },
    ...{ TOSS_SECRET_KEY: secretKey, TOSS_CLIENT_KEY: 'test_ck_standin', TOSS_SECURITY_KEY: 'security' },
    ...settings,
  };
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
  count += 1;
  const reference = `draft-${count}-${Math.trunc(amount)}`;
  const token = toss.approve(reference, amount);
  const request = async (path: string, init: RequestInit = {}) =>
    app.fetch(new Request(`http://worker${path}`, init), env, context);
  const asOrder = async (method: string, path: string, body?: object) => {
    const identity = await tokenFor({ issuer: 'order-service', audience: ['payment'] });
    const answer = await request(path, {
      method,
      headers: { 'content-type': 'application/json', [headers.identity]: identity },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return (await answer.json()) as { state?: string; reason?: string };
  };
  const wanted = { orderId: 'o1', amount: 10_390, method: 'card', token, reference };
  return {
    ...{ env, reference, request },
    pay: (change: object = {}) => asOrder('POST', paths.payments, { ...wanted, ...change }),
    read: () => asOrder('GET', paths.payment('o1')),
    refund: () => asOrder('POST', paths.refund('o1')),
    tell: (body: object | string, sent: Record<string, string> = {}) =>
      request(paths.tossWebhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sent },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

const changed = (orderId: string, status: string) => ({
  eventType: 'PAYMENT_STATUS_CHANGED',
  createdAt: '2026-11-26T00:00:00.000',
  data: { paymentKey: 'tgen_forged', orderId, status, totalAmount: 1 },
});

describe('a payment with Toss', () => {
  test('is taken in one step, and given back', async () => {
    const { pay, refund, reference } = open();
    expect(await pay()).toMatchObject({ state: 'captured', amount: 10_390 });
    expect(await pay()).toMatchObject({ state: 'captured' });
    expect(await refund()).toMatchObject({ state: 'refunded' });
    expect(toss.books(reference)).toMatchObject([{ entries: ['captured', 'refunded'], asked: 1 }]);
  });

  test('of another amount than the order is declined before any money moves', async () => {
    const { pay, reference } = open(100);
    expect(await pay()).toMatchObject({ state: 'declined', reason: 'invalid-request' });
    expect(toss.books(reference)).toEqual([]);
  });

  test('cannot pay two orders', async () => {
    const { pay } = open();
    await pay();
    expect(await pay({ orderId: 'o2' })).toMatchObject({ reason: 'other-order' });
    const other = open();
    expect(await other.pay({ token: 'tgen_of_somebody' })).toMatchObject({ state: 'declined' });
  });

  test('without an answer stays unknown, and is never refused while Toss may still confirm it', async () => {
    const { pay, read, refund, reference } = open();
    toss.fates.push('500 before');
    expect(await pay()).toMatchObject({ state: 'unknown' });
    expect(await read()).toMatchObject({ state: 'unknown' });
    expect(await refund()).toMatchObject({ reason: 'silent' });
    expect(toss.books(reference)).toEqual([]);
  });

  test('whose answer was lost is looked up by the number of the order', async () => {
    const { pay, read, reference } = open();
    toss.fates.push('500 after');
    expect(await pay()).toMatchObject({ state: 'unknown' });
    expect(await read()).toMatchObject({ state: 'captured' });
    expect(toss.requests.at(-1)?.path).toBe(`/v1/payments/orders/${reference}`);
  });
});

describe('a webhook of Toss', () => {
  test('makes the service read the payment again, and is not believed', async () => {
    const { pay, read, tell, reference } = open();
    toss.fates.push('500 after');
    await pay();
    expect((await tell(changed(reference, 'CANCELED'))).status).toBe(200);
    // The webhook said CANCELED, and Toss says DONE.
    expect(await read()).toMatchObject({ state: 'captured' });
    expect((await tell(changed(reference, 'EXPIRED'))).status).toBe(200);
    expect(await read()).toMatchObject({ state: 'captured' });
  });

  test('stores a cancellation that was made on the pages of Toss, and older webhooks change nothing', async () => {
    const { pay, read, tell, reference } = open();
    await pay();
    toss.cancelAtToss(reference);
    expect((await tell(changed(reference, 'CANCELED'))).status).toBe(200);
    expect((await tell(changed(reference, 'DONE'))).status).toBe(200);
    expect(await read()).toMatchObject({ state: 'refunded' });
  });

  test('about a deposit is only a reason to look the payment up', async () => {
    const { pay, read, tell, reference } = open();
    await pay();
    const asked = toss.requests.length;
    const deposit = {
      createdAt: '',
      secret: 'forged',
      status: 'DONE',
      orderId: reference,
      transactionKey: '',
    };
    expect((await tell(deposit)).status).toBe(200);
    expect(toss.requests.slice(asked).map(({ path }) => path)).toEqual([`/v1/payments/orders/${reference}`]);
    expect(await read()).toMatchObject({ state: 'captured' });
  });

  test('about an unknown payment, or about something else, asks Toss nothing', async () => {
    const { tell } = open();
    const asked = toss.requests.length;
    for (const body of [changed('draft-unknown', 'DONE'), { eventType: 'METHOD_UPDATED', data: {} }, []])
      expect((await tell(body)).status).toBe(200);
    expect((await tell('no json')).status).toBe(400);
    expect(toss.requests).toHaveLength(asked);
  });

  test('is sent again by Toss if the payment cannot be read now', async () => {
    const { pay, tell, reference } = open();
    await pay();
    toss.fates.push('500 before');
    expect((await tell(changed(reference, 'CANCELED'))).status).toBe(503);
  });

  test('with a signature needs a right one', async () => {
    const { tell, env } = open();
    const body = JSON.stringify({ eventType: 'payout.changed', entityBody: {} });
    const time = '2026-11-26T12:00:00+09:00';
    const sign = (key: string) =>
      new Bun.CryptoHasher('sha256', key).update(`${body}:${time}`).digest('base64');
    const send = (signature: string) =>
      tell(body, {
        'tosspayments-webhook-signature': signature,
        'tosspayments-webhook-transmission-time': time,
      });
    expect((await send(`v1:${sign('older')},v1:${sign('security')}`)).status).toBe(200);
    for (const forged of [`v1:${sign('older')}`, 'v1:', '', `v1:${sign('')}`])
      expect((await send(forged)).status).toBe(403);
    env.TOSS_SECURITY_KEY = '';
    expect((await send(`v1:${sign('security')}`)).status).toBe(403);
  });

  test('is 404 for a shop without Toss', async () => {
    const { tell, env } = open();
    env.PAYMENT_PROVIDER = 'local';
    expect((await tell(changed('draft-1', 'DONE'))).status).toBe(404);
  });
});

test.each([
  [{}, { provider: 'toss', clientKey: 'test_ck_standin' }],
  [{ PAYMENT_PROVIDER: 'local' }, { provider: 'local' }],
  [{ PAYMENT_PROVIDER: '' }, { provider: null }],
  [{ PAYMENT_PROVIDER: 'somebody' }, { provider: null }],
  [{ TOSS_SECRET_KEY: '' }, { provider: null }],
  [{ TOSS_CLIENT_KEY: '' }, { provider: null }],
])('with the settings %j the ways to pay are %j', async (change, expected) => {
  const { env, request } = open();
  Object.assign(env, change);
  const answer = await request(paths.options);
  expect(await answer.json()).toEqual(expected as object);
});
