import { afterAll, expect, spyOn, test } from 'bun:test';
import { createMonolith } from '../monolith/create-monolith.ts';
import { openDatabase } from '../monolith/open-database.ts';
import { createCustomer } from './create-customer.ts';
import { takeTables } from './take-tables.ts';
import { listWanted } from './wanted.ts';

const database = openDatabase(':memory:', 100);
const app = createMonolith(database, { passwordCost: 4 });
const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: app.fetch });
const wanted = listWanted(100);
const customer = await createCustomer(server.url.origin);
afterAll(() => server.stop(true));

const everything = { browse: true, search: true, product: true, cart: true, order: true };

test('a customer browses, searches, opens a product, fills the cart and orders', async () => {
  expect(await customer.walk(wanted[0]!)).toEqual(everything);
});

test('a customer who cannot open the product neither fills the cart nor orders', async () => {
  const giveBack = await takeTables(async (sql) => void database.run(sql), ['review']);
  // The monolith reports each failed query.
  const report = spyOn(console, 'error').mockImplementation(() => {});
  const journey = await customer.walk(wanted[1]!).finally(giveBack);
  expect(report).toHaveBeenCalled();
  report.mockRestore();
  expect(journey).toEqual({ ...everything, product: false, cart: false, order: false });
});

test('a customer of a program that has ended can do nothing', async () => {
  await server.stop(true);
  expect(Object.values(await customer.walk(wanted[2]!))).toEqual([false, false, false, false, false]);
});
