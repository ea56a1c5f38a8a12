import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealer } from '../../services/order/create-sealer.ts';
import { createRunner, readJson } from './create-runner.helper.ts';
import { createBuyer, item, startMonolith } from './start-monolith.helper.ts';
import { orderKeys, startOwners } from './start-owners.helper.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-migrate-orders-'));
const monolith = await startMonolith(`${folder}/monolith.sqlite`, 100);
const shop = await startOwners(100);
const { start, run } = createRunner({ shop, monolith, folder });
const buyer = await createBuyer(monolith);
const memberId: string = (await monolith.ask('member')).body.moves[0].key;
afterAll(async () => {
  await monolith.close();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

/** How many orders the monolith has before the test buys more. */
const former = 100;
const line = { ...item, title: '이전 상품', price: 3_000, quantity: 2 };
const order = {
  ...{ memberId, recipient: '김조각', phone: '010-1234-5678', postcode: '06236', street: '서울 1' },
  ...{ lines: [line], delivery: 2_500, total: 8_500, receipt: 'receipt-1' },
};

const { sqlite } = shop.orders.database;
const count = (where = 'true') =>
  sqlite.query<{ n: number }, []>(`SELECT count(*) AS n FROM orders WHERE ${where}`).get()?.n;

/** Writes an order of the shop itself, as its saga leaves it. */
async function placeInShop(id: string, member: string, state = 'DELIVERED') {
  const address = {
    recipient: '박바늘',
    phone: '01012345678',
    postcode: '06236',
    street: '서울',
    detail: '2층',
  };
  const own = { ...item, quantity: 1, title: '새 상품', option: '파랑', image: '', service: 'rocket' };
  const content = {
    ...{ lines: [{ ...own, list: 30_000, final: 20_000 }], coupons: [], region: 'capital', method: 'card' },
    totals: { goods: 30_000, discount: 10_000, delivery: 0, total: 20_000, policy: 'p' },
  };
  sqlite
    .query(
      `INSERT INTO orders (id, member, draft, state, version, content, personal, trace, placed_at, touched_at)
       VALUES (?1, ?2, ?1, ?3, 1, ?4, ?5, '', ?6, ?6)`,
    )
    .run(
      ...[id, member, state, JSON.stringify(content)],
      ...[await createSealer(orderKeys).seal({ address, token: 'tok' }, id), Date.now()],
    );
}

test('orders move with purchases going on, by a backfill that is killed and repeated, without a difference', async () => {
  const moves = Array.from({ length: former }, (_, index) => ({
    key: crypto.randomUUID(),
    row: { ...order, placedAt: Date.now() - 86_400_000 * (index + 1) },
  }));
  expect((await monolith.ask('order', 'PUT', { moves })).body).toMatchObject({ stored: former });
  expect((await run(['member', 'backfill'])).code).toBe(0);
  await monolith.put('inventory', item.itemId, { productId: item.productId, available: 1_000_000 });
  let [buying, bought] = [true, 0];
  const writer = (async () => {
    // The bound keeps a fast monolith from selling more than a slow follower can read.
    for (; buying && bought < 500; bought++) expect(await buyer.buy()).toBe(303);
  })();

  const killed = start(['order', 'backfill']);
  let puts = 0;
  shop.hooks.onPut = () => {
    if (++puts === 2) killed.kill('SIGKILL');
  };
  await killed.exited;
  shop.hooks.onPut = undefined;
  expect(count()).toBeLessThan(former);

  expect((await run(['order', 'backfill'])).code).toBe(0);
  expect((await run(['order', 'follow'])).code).toBe(0);
  expect(await run(['order'], 'compare')).toMatchObject({ code: 0, error: '' });
  buying = false;
  await writer;
  expect(bought).toBeGreaterThan(0);
  await run(['order', 'follow']);
  expect(count()).toBe(former + bought);
  expect((await run(['order', 'backfill'])).out).toContain('0 rows copied');
});

test('the member finds the orders in the shop, and may review what they brought', async () => {
  const { body } = await shop.askAs(memberId, 'order', '/orders');
  expect(body.orders[0]).toMatchObject({ former: true, state: 'DELIVERED' });
  const oldest = await shop.askAs(memberId, 'order', `/orders?page=${body.pages}`);
  expect(oldest.body.orders.at(-1)).toMatchObject({
    lines: [{ title: '이전 상품', final: 3_000, quantity: 2 }],
    totals: { delivery: 2_500, total: 8_500 },
  });
  const review = { rating: 5, title: '좋아요', body: '열 글자가 넘는 상품평이에요.' };
  const path = `/products/${item.productId}/reviews`;
  expect((await shop.askAs(memberId, 'review', path, review)).status).toBe(403);
  await shop.deliver();
  const written = await shop.askAs(memberId, 'review', path, review);
  expect(written).toMatchObject({ status: 201, body: { author: '김*각' } });
  shop.review.query('DELETE FROM review WHERE member_id = ?').run(memberId);
});

test('a review that moved belongs to the member who moved', async () => {
  expect(await buyer.review('이전 상품평')).toBe(303);
  await run(['review', 'backfill', '--exact']);
  const { body } = await shop.askAs(memberId, 'review', `/products/${item.productId}/reviews/own`);
  expect(body).toMatchObject({ delivered: true, review: { title: '이전 상품평', author: '김*각' } });
});

test('differences are reported without personal data, and backfill repairs them', async () => {
  const { key, row } = (await monolith.ask('order')).body.moves[0];
  const changed = { ...row, recipient: '박바늘', total: row.total + 1 };
  await fetch(`${shop.url}/api/operator/moves/order`, {
    ...{ method: 'PUT', body: JSON.stringify({ moves: [{ key, row: changed }] }) },
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  });
  for (const args of [['order'], ['order', '--json']]) {
    const { code, out } = await run(args, 'compare');
    expect([code, out]).toEqual([1, expect.stringContaining(key)]);
    expect(out).toContain('박***');
    expect(out).not.toMatch(/김조각|박바늘|010-1234|서울 1/);
  }
  expect((await run(['order', 'backfill'])).out).toContain('1 rows copied');
  expect((await run(['order'], 'compare')).code).toBe(0);
});

test('after the cut-over only the shop sells; the undo returns its orders to the monolith, once they are settled', async () => {
  expect(await run(['order', 'cut-over'])).toMatchObject({ code: 0, error: '' });
  expect(await buyer.buy()).toBe(500);
  await placeInShop('20261126-000000000001', memberId);
  await placeInShop('20261126-000000000002', memberId, 'REFUNDED');
  await placeInShop('20261126-000000000003', memberId, 'PENDING');
  // No other slice goes back before the orders can, since these orders may still change the stock.
  for (const step of ['backfill', 'cut-over'])
    expect(await run(['pricing', step])).toMatchObject({ code: 0, error: '' });
  const early = await run(['all', 'cut-over', '--undo']);
  expect([early.code, early.error]).toEqual([1, expect.stringContaining('are being placed or undone')]);
  expect(early.out).toBe('');
  expect(await buyer.buy()).toBe(500);
  sqlite.run("UPDATE orders SET state = 'FULFILLING' WHERE id = '20261126-000000000003'");
  await placeInShop('20261126-000000000004', 'nobody');

  const back = await run(['order', 'cut-over', '--undo', '--json']);
  const [{ returned, refused }] = readJson(back.out);
  expect([back.code, returned, refused]).toEqual([
    ...[1, 2],
    [{ key: '20261126-000000000004', detail: 'FOREIGN KEY constraint failed' }],
  ]);
  const { text } = await buyer.member.get('/orders/20261126-000000000001');
  expect(text).toContain('새 상품, 파랑');
  expect((await buyer.member.get('/orders')).text).toContain('20,000');
  expect(await buyer.buy()).toBe(303);
  await run(['order', 'follow']);
  expect((await run(['order'], 'compare')).out).toContain("0 differ. 1 rows are the shop's own");
});

test('the undo of a backfill takes the orders of the monolith away, and leaves those of the shop', async () => {
  expect((await run(['order', 'backfill', '--undo'])).code).toBe(0);
  expect([count(`content ->> 'former' = 1`), count()]).toEqual([0, 4]);
  for (const step of ['backfill', 'cut-over', 'clean-up', 'clean-up'])
    expect(await run(['order', step])).toMatchObject({ code: 0, error: '' });
  expect((await run(['order', 'cut-over', '--undo'])).error).toContain('there is no way back');
});
