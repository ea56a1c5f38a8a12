import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMonolith } from '../../bench/monolith/create-monolith.ts';
import { createDoor } from '../../bench/monolith/door/create-door.ts';
import { openDatabase } from '../../bench/monolith/open-database.ts';
import { openMigration } from '../../tools/migrate/open-migration.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openSharedShop();
const database = openDatabase(':memory:', 100);
const monolith = createMonolith(database, { passwordCost: 4 });
const door = createDoor(database, 'key');
const legacy = Bun.serve({
  ...{ port: 0, hostname: '127.0.0.1' },
  fetch: async (request) => (await door(request)) ?? monolith.fetch(request),
});
const folder = await mkdtemp(join(tmpdir(), 'jogakbo-legacy-members-'));
afterAll(async () => {
  await legacy.stop(true);
  await rm(folder, { recursive: true, force: true });
});

const account = { email: `legacy-${process.pid}@example.com`, password: '칼국수 먹는 화요일' };
const item = { productId: '51862822', itemId: '183485417' };

async function migrate(slice: string) {
  const programs = { shop: shop.url, token: shop.operatorToken, legacy: legacy.url.origin, key: 'key' };
  const { migration, notes } = await openMigration(slice, { ...programs, state: folder });
  try {
    const { refused } = await migration.backfill();
    return { refused, ...(await migration.cutOver()) };
  } finally {
    notes.close();
  }
}

/** Signs up in the monolith, and buys the item there. */
async function buyInMonolith() {
  const visitor = createVisitor(legacy.url.origin);
  await visitor.post('/signup', { name: '김조각', ...account, next: '/' });
  const { text } = await visitor.get(`/checkout?item=${item.itemId}&quantity=2`);
  const fieldOf = (name: string) => text.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '';
  const names = ['key', 'total', 'item', 'quantity'];
  const placed = await visitor.post('/checkout', {
    ...Object.fromEntries(names.map((name) => [name, fieldOf(name)])),
    ...{
      recipient: '김조각',
      phone: '010-1234-5678',
      postcode: '06236',
      street: '테헤란로 1',
      detail: '2층',
    },
    token: 'tok_ok',
  });
  return { order: placed.location as string, total: Number(fieldOf('total')) };
}

test('a member of the monolith logs in at the shop, finds the order of before, and may review what it brought', async () => {
  const { order, total } = await buyInMonolith();
  for (const slice of ['member', 'order'])
    expect(await migrate(slice)).toEqual({ refused: [], ok: true, differences: [] });

  const visitor = createVisitor(shop.url);
  const entered = await visitor.post('/login', { ...account, next: '/orders' });
  expect([entered.status, entered.location]).toEqual([303, '/orders']);
  const { text: list } = await visitor.get('/orders');
  expect(list).toContain(`href="${order}"`);
  expect(list).toContain(`${total.toLocaleString('ko')}원`);
  const { status, text } = await visitor.get(order);
  expect(status).toBe(200);
  for (const part of ['이전 주문', '고객센터로 문의해 주세요', '테헤란로 1 2층', '2개'])
    expect(text).toContain(part);
  const refused = await visitor.post(`${order}/cancellation`, {});
  expect(refused.status).toBe(409);

  await until('the right to review', async () => {
    const { text } = await visitor.get(`/api/review/own?product=${item.productId}`);
    return JSON.parse(text).delivered === true;
  });
});
