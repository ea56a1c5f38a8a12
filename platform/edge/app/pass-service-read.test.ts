import { expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createApp } from './create-app.ts';

const asked: Request[] = [];
const CART = {
  fetch: async (request: Request) => {
    asked.push(request);
    return Response.json({ lines: [] });
  },
};
const bff = createApp<{ CART: typeof CART }>('cart-bff');
const read = (sent: Record<string, string>, method = 'GET') =>
  bff.request('/_services/cart?a=1,2', { method, headers: sent }, { CART });

test('a BFF passes the read of a developer to the service of its slice, without more headers', async () => {
  const [trace, caller] = ['a'.repeat(32), 'b'.repeat(16)];
  const traceparent = `00-${trace}-${caller}-01`;
  const answer = await read({
    ...{ [headers.development]: '1', traceparent },
    ...{ [headers.session]: 'secret', cookie: 'secret' },
  });
  expect(await answer.json()).toEqual({ lines: [] });
  const [request] = asked.splice(0);
  expect(request?.url).toBe('http://worker/cart?a=1,2');
  expect([...(request?.headers.keys() ?? [])]).toEqual(['traceparent']);
  // The service is called by the BFF, not by its caller.
  expect(request?.headers.get('traceparent')).toMatch(new RegExp(`^00-${trace}-(?!${caller})`));
});

test('a BFF passes nothing for a client, and no change', async () => {
  expect((await read({})).status).toBe(404);
  expect((await read({ [headers.development]: '1' }, 'POST')).status).toBe(404);
  expect(asked).toEqual([]);
});

test('a BFF without a service of its own passes nothing', async () => {
  const answer = await createApp('operator-bff').request(
    '/_services/entries',
    { headers: { [headers.development]: '1' } },
    {},
  );
  expect(answer.status).toBe(404);
});
