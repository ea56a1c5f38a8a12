import { describe, expect, spyOn, test } from 'bun:test';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTossStandIn, secretKey } from '../../tests/create-toss-stand-in.helper.ts';
import { describeProvider } from './describe-provider.helper.ts';
import { createLocalProvider } from './local-provider.ts';
import type { Provider } from './provider.ts';
import { createTossProvider } from './toss-provider.ts';

describeProvider('local', () => {
  const local = createLocalProvider(createSqliteDatabase(`${import.meta.dir}/migrations`), async () => {});
  const fates: string[] = [];
  async function pass<Value>(act: () => Promise<Value>): Promise<Value> {
    const fate = fates.shift();
    if (fate === 'request lost') throw new Error(fate);
    const value = await act();
    if (fate) throw new Error(fate);
    return value;
  }
  const provider: Provider = {
    authorize: (authorization) => pass(() => local.authorize(authorization)),
    find: (key) => pass(() => local.find(key)),
    capture: (key) => pass(() => local.capture(key)),
    void: (key) => pass(() => local.void(key)),
    refund: (key) => pass(() => local.refund(key)),
  };
  return {
    provider,
    tokenFor: (_, outcome) => (outcome === 'approved' ? 'tok_ok' : 'tok_declined'),
    lose: (fate) => void fates.push(fate),
    async entries(key) {
      const books = await local.books(key.replace('draft-', 'o'));
      return books.flatMap(({ entries }) => entries);
    },
  };
});

describeProvider('toss', () => {
  const toss = createTossStandIn();
  const { url, stop } = toss.serve();
  return {
    provider: createTossProvider({ secretKey, url, fetch: overBadLine(toss.fates) }),
    tokenFor: ({ key, amount }, outcome) =>
      toss.approve(key, amount, outcome === 'approved' ? 'ok' : 'REJECT_CARD_COMPANY'),
    // A refund first looks the payment up.
    lose: (fate) => void toss.fates.push(fate),
    entries: async (key) => toss.books(key).flatMap(({ entries }) => entries),
    close: stop,
  };
});

describe('Toss', () => {
  const wanted = { key: 'draft-1', reference: 'o1', amount: 10_390, method: 'card' } as const;

  function open() {
    const toss = createTossStandIn();
    const provider = createTossProvider({ secretKey, fetch: (request) => toss.handle(request) });
    return { toss, provider };
  }

  test('is asked with the key of the shop, the amount of the order and an idempotency key', async () => {
    const { toss, provider } = open();
    const token = toss.approve('draft-1', 10_390);
    expect(await provider.authorize({ ...wanted, token })).toEqual({ amount: 10_390, state: 'captured' });
    await provider.refund('draft-1');
    expect(toss.requests.filter(({ key }) => key !== null)).toEqual([
      {
        path: '/v1/payments/confirm',
        key: 'confirm-draft-1',
        body: { paymentKey: token, orderId: 'draft-1', amount: 10_390 },
      },
      {
        path: `/v1/payments/${token}/cancel`,
        key: 'cancel-draft-1',
        body: { cancelReason: '주문 취소' },
      },
    ]);
  });

  test.each<[string, number, string]>([
    ['approved another amount', 100, 'invalid-request'],
    ['has not enough money', 10_390, 'reject-account-payment'],
  ])('declines if the shopper %s', async (_, amount, reason) => {
    const { toss, provider } = open();
    const token = toss.approve('draft-1', amount, amount === 100 ? 'ok' : 'REJECT_ACCOUNT_PAYMENT');
    expect(await provider.authorize({ ...wanted, token })).toMatchObject({ state: 'declined', reason });
  });

  test('takes a payment that was confirmed before only for the same order', async () => {
    const { toss, provider } = open();
    const token = toss.approve('draft-1', 10_390);
    await provider.authorize({ ...wanted, token });
    // After 15 days Toss forgets an idempotency key.
    const again = createTossProvider({
      secretKey,
      fetch: (request) => toss.handle(withKey(request, 'another')),
    });
    expect(await again.authorize({ ...wanted, token })).toMatchObject({ state: 'captured' });
    expect(await provider.authorize({ ...wanted, key: 'draft-2', token })).toEqual({
      amount: 10_390,
      state: 'declined',
      reason: 'already-processed-payment',
    });
    expect(toss.books('draft-1')).toMatchObject([{ entries: ['captured'] }]);
  });

  test.each(['500 before', '500 after'] as const)('says nothing about the payment with %s', async (fate) => {
    const { toss, provider } = open();
    const logged = spyOn(console, 'error').mockImplementation(() => {});
    const token = toss.approve('draft-1', 10_390);
    toss.fates.push(fate);
    try {
      await expect(provider.authorize({ ...wanted, token })).rejects.toThrow('500');
      expect(logged.mock.calls.join()).not.toContain(token);
    } finally {
      logged.mockRestore();
    }
    expect((await provider.find('draft-1'))?.state).toBe(fate === '500 after' ? 'captured' : undefined);
    expect((await provider.authorize({ ...wanted, token })).state).toBe('captured');
    expect(toss.books('draft-1')).toMatchObject([{ entries: ['captured'] }]);
  });

  test('that refuses the key of the shop says nothing about the payment', async () => {
    const { toss } = open();
    const logged = spyOn(console, 'error').mockImplementation(() => {});
    const provider = createTossProvider({ secretKey: 'wrong', fetch: (request) => toss.handle(request) });
    try {
      const token = toss.approve('draft-1', 10_390);
      await expect(provider.authorize({ ...wanted, token })).rejects.toThrow('UNAUTHORIZED_KEY');
      expect(logged.mock.calls.join()).not.toContain('wrong');
    } finally {
      logged.mockRestore();
    }
  });

  test('gives back a payment that waits for a transfer, which the shop does not offer', async () => {
    const { toss, provider } = open();
    const token = toss.approve('draft-1', 10_390, 'WAITING_FOR_DEPOSIT');
    expect(await provider.authorize({ ...wanted, token })).toMatchObject({
      state: 'declined',
      reason: 'not-offered',
    });
    expect(toss.books('draft-1')).toMatchObject([{ status: 'CANCELED' }]);
  });

  test('gives back what it took, if its answer names another amount', async () => {
    const { toss } = open();
    const token = toss.approve('draft-1', 10_390);
    const provider = createTossProvider({
      secretKey,
      async fetch(request) {
        const answer = await toss.handle(request);
        return request.url.endsWith('/confirm')
          ? Response.json({ ...((await answer.json()) as object), totalAmount: 1 })
          : answer;
      },
    });
    expect(await provider.authorize({ ...wanted, token })).toMatchObject({ reason: 'other-amount' });
    expect(toss.books('draft-1')).toMatchObject([{ entries: ['captured', 'refunded'] }]);
  });
});

/** Sends requests over HTTP, and breaks the line where the next fate says so. */
function overBadLine(fates: string[]) {
  return async (request: Request): Promise<Response> => {
    const fate = fates.shift();
    if (fate === 'request lost') throw new TypeError('The connection was lost.');
    const answer = await fetch(request);
    if (fate === 'answer lost') throw new TypeError('The connection was lost.');
    return answer;
  };
}

function withKey(request: Request, key: string): Request {
  const changed = new Request(request);
  if (changed.headers.has('idempotency-key')) changed.headers.set('idempotency-key', key);
  return changed;
}
