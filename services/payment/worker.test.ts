import { describe, expect, spyOn, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import * as v from 'valibot';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { Payment, paths } from './contract.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity(['order-service', 'cart-service']);
const wanted = { orderId: 'o1', amount: 10_390, method: 'card', token: 'tok_ok' };

describe('a payment', () => {
  test.each([
    ['tok_ok', { state: 'authorized' }],
    ['tok_twice', { state: 'authorized' }],
    ['tok_slow', { state: 'authorized' }],
    ['tok_capture_fails_once', { state: 'authorized' }],
    ['tok_declined', { state: 'declined', reason: 'card-declined' }],
    ['tok_insufficient', { state: 'declined', reason: 'insufficient-funds' }],
    ['tok_nobody_knows', { state: 'declined', reason: 'unknown-token' }],
    ['constructor', { state: 'declined', reason: 'unknown-token' }],
  ])('with the token %s has the state of the token', async (token, expected) => {
    const { pay, books } = createService();
    const { token: _, ...rest } = wanted;
    expect(await pay({ ...wanted, token })).toEqual({ ...rest, ...expected } as Payment);
    const charges = await books('o1');
    expect(charges).toHaveLength(1);
    expect(charges[0]).toMatchObject({ entries: [expected.state], asked: token === 'tok_twice' ? 2 : 1 });
  });

  test('whose answer was lost is looked up, and charged once', async () => {
    const { pay, read, post, books } = createService();
    expect(await pay({ ...wanted, token: 'tok_timeout' })).toMatchObject({ state: 'unknown' });
    expect(await pay({ ...wanted, token: 'tok_timeout' })).toMatchObject({ state: 'authorized' });
    expect(await read('o1')).toMatchObject({ state: 'authorized' });
    expect((await post(paths.capture('o1'))).status).toBe(200);
    expect(await books('o1')).toMatchObject([{ asked: 1, entries: ['authorized', 'captured'] }]);
  });

  test('whose request was lost is declined when it is looked up', async () => {
    const { pay, read, books, post } = createService();
    expect(await pay({ ...wanted, token: 'tok_timeout_lost' })).toMatchObject({ state: 'unknown' });
    expect(await read('o1')).toMatchObject({ state: 'declined', reason: 'not-reached' });
    expect(await pay(wanted)).toMatchObject({ state: 'declined' });
    expect((await post(paths.capture('o1'))).status).toBe(409);
    expect(await books('o1')).toEqual([]);
  });

  test('can be captured again after a failed capture', async () => {
    const { pay, post, read, books } = createService();
    await pay({ ...wanted, token: 'tok_capture_fails_once' });
    const failed = await post(paths.capture('o1'));
    expect(failed.status).toBe(503);
    expect(failed.headers.get('retry-after')).toBe('1');
    expect(await failed.json()).toMatchObject({ reason: 'silent' });
    expect(await read('o1')).toMatchObject({ state: 'authorized' });
    expect((await post(paths.capture('o1'))).status).toBe(200);
    expect((await post(paths.capture('o1'))).status).toBe(200);
    expect(await books('o1')).toMatchObject([{ entries: ['authorized', 'captured'] }]);
  });
});

describe('a refund', () => {
  test('voids an authorized payment and refunds a captured one, once', async () => {
    const { pay, post, refund, books } = createService();
    await pay(wanted);
    await pay({ ...wanted, orderId: 'o2' });
    await post(paths.capture('o2'));
    for (let times = 0; times < 2; times++) {
      expect(await refund('o1')).toMatchObject({ state: 'voided', amount: 10_390 });
      expect(await refund('o2')).toMatchObject({ state: 'refunded', amount: 10_390 });
    }
    expect(await books('o1')).toMatchObject([{ entries: ['authorized', 'voided'] }]);
    expect(await books('o2')).toMatchObject([{ entries: ['authorized', 'captured', 'refunded'] }]);
    expect((await post(paths.capture('o1'))).status).toBe(409);
    expect((await post(paths.capture('o2'))).status).toBe(409);
  });

  test('of an order without a payment prevents a later payment', async () => {
    const { pay, refund, books } = createService();
    expect(await refund('o1')).toMatchObject({ state: 'voided', amount: 0 });
    expect(await pay(wanted)).toMatchObject({ state: 'voided' });
    expect(await books('o1')).toEqual([]);
  });

  test('voids a payment whose answer or request was lost', async () => {
    const { pay, refund, books } = createService();
    await Promise.all([
      pay({ ...wanted, token: 'tok_timeout' }),
      pay({ ...wanted, orderId: 'o2', token: 'tok_timeout_lost' }),
    ]);
    expect(await refund('o1')).toMatchObject({ state: 'voided' });
    expect(await refund('o2')).toMatchObject({ state: 'voided' });
    expect(await books('o1')).toMatchObject([{ entries: ['authorized', 'voided'] }]);
    expect(await books('o2')).toEqual([]);
  });

  test('does not change a declined payment', async () => {
    const { pay, refund } = createService();
    await pay({ ...wanted, token: 'tok_declined' });
    expect(await refund('o1')).toMatchObject({ state: 'declined', reason: 'card-declined' });
  });
});

describe('the payment service refuses', () => {
  test('another amount for the same order', async () => {
    const { pay, post, books, read } = createService();
    await pay(wanted);
    const answer = await post(paths.payments, { ...wanted, amount: 10_400 });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ reason: 'other-amount', errors: [{ field: 'amount' }] });
    expect(await read('o1')).toMatchObject({ amount: 10_390 });
    expect(await books('o1')).toMatchObject([{ amount: 10_390, asked: 1 }]);
  });

  test.each([
    ['a negative amount', { amount: -1 }, 'amount'],
    ['half a won', { amount: 0.5 }, 'amount'],
    ['an amount that is too large', { amount: 1e300 }, 'amount'],
    ['a missing amount', { amount: undefined }, 'amount'],
    ['an amount in words', { amount: '10390' }, 'amount'],
    ['another way to pay', { method: 'cash' }, 'method'],
    ['a missing token', { token: undefined }, 'token'],
    ['a token of 201 characters', { token: 'x'.repeat(201) }, 'token'],
    ['an order that is no text', { orderId: { $ne: '' } }, 'orderId'],
  ])('%s', async (_, change, field) => {
    const answer = await createService().post(paths.payments, { ...wanted, ...change });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ field }] });
  });

  test('an order without a payment, with 404', async () => {
    const { get, post } = createService();
    expect((await get(paths.payment('o9'))).status).toBe(404);
    expect((await post(paths.capture('o9'))).status).toBe(404);
  });

  test('all callers except the order service', async () => {
    const { request, books, post } = createService();
    const tokens = [
      {},
      { [headers.identity]: await tokenFor({ member: 'm1', audience: ['payment'] }) },
      { [headers.identity]: await tokenFor({ issuer: 'cart-service', audience: ['payment'] }) },
    ];
    const body = JSON.stringify(wanted);
    await post(paths.payments, { ...wanted, orderId: 'o2' });
    for (const identity of tokens) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json', ...identity }, body };
      expect((await request(paths.payments, init)).status).toBe(403);
      expect((await request(paths.payment('o2'), { headers: identity })).status).toBe(403);
      for (const path of [paths.capture('o2'), paths.refund('o2')])
        expect((await request(path, { method: 'POST', headers: identity })).status).toBe(403);
    }
    expect(await books('o1')).toEqual([]);
    expect(await books('o2')).toMatchObject([{ entries: ['authorized'] }]);
  });

  test('all payments if no provider is set, and has no books then', async () => {
    const { post, request } = createService({ PAYMENT_PROVIDER: '' });
    const answer = await post(paths.payments, wanted);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ reason: 'no-provider' });
    expect((await request('/local-provider/charges?order=o1')).status).toBe(404);
  });
});

test('neither the answer nor the log of a failing database contains a token', async () => {
  const lines: string[] = [];
  const spies = (['log', 'error', 'warn', 'info'] as const).map((level) =>
    spyOn(console, level).mockImplementation((...words) => void lines.push(words.join(' '))),
  );
  try {
    const { post, pay, database } = createService({ LOG_LEVEL: 'info' });
    for (const token of ['tok_ok', 'tok_secret_1', 'tok_capture_fails_once'])
      await pay({ ...wanted, orderId: token.length.toString(), token });
    await post(paths.payments, { ...wanted, token: ['tok_in_a_list'] });
    database.sqlite.run('DROP TABLE local_charge');
    await post(paths.payments, { ...wanted, orderId: 'o3', token: 'tok_secret_2' });
    database.sqlite.run('DROP TABLE payment');
    const answer = await post(paths.payments, { ...wanted, orderId: 'o4', token: 'tok_secret_3' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('tok_');
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  expect(lines.length).toBeGreaterThanOrEqual(6);
  expect(lines.join('\n')).not.toContain('tok_');
});

function createService(variables: Record<string, string> = {}) {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const env = { DB: database, LOG_LEVEL: 'off', PAYMENT_PROVIDER: 'local', ...settings, ...variables };
  const request = async (path: string, init?: RequestInit) => app.request(path, init, env);
  const asOrder = async () => ({
    [headers.identity]: await tokenFor({ issuer: 'order-service', audience: ['payment'] }),
  });
  const get = async (path: string) => request(path, { headers: await asOrder() });
  const post = async (path: string, body?: unknown) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await asOrder()) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const parse = async (answer: Response) => {
    expect(answer.status).toBe(200);
    return v.parse(Payment, await answer.json());
  };
  return {
    database,
    request,
    get,
    post,
    pay: async (body: object) => parse(await post(paths.payments, body)),
    refund: async (order: string) => parse(await post(paths.refund(order))),
    read: async (order: string) => parse(await get(paths.payment(order))),
    async books(order: string) {
      const answer = await request(`/local-provider/charges?order=${order}`);
      return ((await answer.json()) as { charges: { entries: string[] }[] }).charges;
    },
  };
}
