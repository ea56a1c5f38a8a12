import { afterAll, expect, test } from 'bun:test';
import { createStore } from './host/create-store.ts';
import { startTeams } from './main.ts';

const { teams, stop } = await startTeams();
const store = createStore(teams);
/** Nothing answers on this port. */
const halfStore = createStore({ ...teams, checkout: 'http://127.0.0.1:9' });
afterAll(stop);

const open = (path: string, cookie = '', from = store) =>
  from.handle(new Request(`http://shop${path}`, { headers: { cookie } }));
const post = (path: string, fields: Record<string, string>, cookie = '') =>
  store.handle(
    new Request(`http://shop${path}`, {
      ...{ method: 'POST', body: new URLSearchParams(fields), headers: { cookie } },
    }),
  );

test.each([
  ['/', 200],
  ['/products/none', 404],
  ['/products/toString', 404],
  ['/tractors/none', 404],
  ['/none', 404],
  ['/products/pippin', 302],
  ['/checkout', 303],
])('%s answers with status %d', async (path, status) => {
  expect((await open(path)).status).toBe(status);
});

test('a tractor goes into the cart and out of it again', async () => {
  const added = await post('/cart/items', { sku: 'PI-MNT' }, 'cart=HA-RED.1');
  const cookie = added.headers.get('set-cookie') ?? '';
  expect([added.status, cookie]).toEqual([303, 'cart=HA-RED.1_PI-MNT.1; Path=/; HttpOnly; SameSite=Lax']);
  const cart = await (await open('/cart', cookie)).text();
  expect(cart).toContain('$55,300');
  const removed = await post('/cart/items/remove', { sku: 'HA-RED' }, cookie);
  expect(removed.headers.get('set-cookie')).toStartWith('cart=PI-MNT.1;');
});

test('a tractor that is sold out is refused, in the page of the tractor', async () => {
  const answer = await post('/cart/items', { sku: 'RI-SLA' });
  expect(answer.status).toBe(409);
  const page = await answer.text();
  expect(page).toContain('That is all we have of this one.');
  expect(page).toContain('Ridgeback 200');
});

test('an order without a store is refused, and the page keeps the name', async () => {
  const answer = await post('/checkout', { name: 'Ada' }, 'cart=HA-RED.1');
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain('Please choose a store.');
  expect(page).toContain('value="Ada"');
  expect(page).toContain('Hollow Barn');
});

test('without the server of Checkout, visitors still find and read about tractors', async () => {
  const product = await open('/products/pippin?sku=PI-COR', '', halfStore);
  const page = await product.text();
  expect(product.status).toBe(200);
  expect(page).toContain('Fits through every garden gate.');
  expect(page).toContain('It cannot be bought right now.');
  expect(page).toContain('<a href="/cart">Cart</a>');
  expect((await open('/cart', '', halfStore)).status).toBe(503);
});
