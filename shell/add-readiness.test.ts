import { expect, test } from 'bun:test';
import { createTestShell } from './create-test-shell.helper.ts';

const shop = await createTestShell();
shop.state.answer = ({ binding, request }) => {
  const { pathname } = new URL(request.url);
  if (pathname === '/healthz' && binding === 'PRICING_FRONTEND') return Response.json({ version: 'abc' });
  if (pathname === '/healthz' && binding === 'CART_FRONTEND') return new Response(null, { status: 503 });
  if (pathname === '/readyz') return new Response(null, { status: binding === 'CART_FRONTEND' ? 503 : 200 });
  return undefined;
};
const ask = async (path: string) => {
  const answer = await shop.fetch(path);
  return { status: answer.status, ...(await answer.json()) };
};

test('/readyz has the health and the version of each slice', async () => {
  const { slices, versions } = await ask('/readyz');
  expect(slices).toMatchObject({ pricing: 'ok', cart: 'unavailable' });
  expect(versions).toEqual({ pricing: 'abc' });
});

test('/readyz of a slice is 503 if the slice cannot be used, and 404 if there is none', async () => {
  expect(await ask('/readyz/pricing')).toMatchObject({ status: 'ok', slice: 'pricing' });
  expect(await ask('/readyz/cart')).toMatchObject({ status: 'unavailable' });
  expect((await shop.fetch('/readyz/cart')).status).toBe(503);
  for (const path of ['/readyz/none', '/readyz/__proto__']) expect((await shop.fetch(path)).status).toBe(404);
});
