import { afterAll, expect, test } from 'bun:test';
import { paths as orderPaths } from '../../services/order/contract.ts';
import { home } from '../../tools/visitor/purchase.ts';
import { callAs } from '../call-as.helper.ts';
import { nano } from '../create-shopper.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop({ variables: { 'order-service': { SAGA_PAUSE: '200' } } });
afterAll(() => shop.close());

/** The number of buyers, and how many of them press at the same moment. */
const wanting = 500;
const atOnce = 50;

test('three of five hundred buyers get the last three pieces, and no other buyer pays or keeps a piece', async () => {
  const { pieces } = await read<{ pieces: number }>(
    'inventory-service',
    'SELECT available AS pieces FROM stock WHERE item_id = ?',
    nano.itemId,
  );
  expect(pieces).toBe(3);
  const members = Array.from({ length: wanting }, (_, index) => `member-${index}`);
  const answers: number[] = [];
  for (let start = 0; start < wanting; start += atOnce)
    answers.push(...(await Promise.all(members.slice(start, start + atOnce).map(order))));
  // When the stock says that no piece is left, an order is refused at once.
  const refused = answers.filter((status) => status === 409).length;
  expect(answers.filter((status) => status === 201).length).toBe(wanting - refused);

  await until(
    'the end of all orders',
    async () => {
      const under = "SELECT count(*) AS way FROM orders WHERE state NOT IN ('FULFILLING', 'CANCELLED')";
      return (await read<{ way: number }>('order-service', under)).way === 0;
    },
    240_000,
    200,
  );
  const counted = await readAll<{ state: string; cancelling: string | null; count: number }>(
    'order-service',
    'SELECT state, cancelling, count(*) AS count FROM orders GROUP BY state, cancelling ORDER BY state',
  );
  // On a slow machine the first orders may take the last pieces before the others are placed, so that no order is cancelled.
  const cancelled = wanting - 3 - refused;
  expect(counted).toEqual([
    ...(cancelled > 0 ? [{ state: 'CANCELLED', cancelling: 'sold-out', count: cancelled }] : []),
    { state: 'FULFILLING', cancelling: null, count: 3 },
  ]);
  const paid = await readAll<{ id: string }>(
    'payment-service',
    "SELECT order_id AS id FROM payment WHERE state NOT IN ('voided', 'declined', 'refunded') ORDER BY 1",
  );
  const won = await readAll<{ id: string }>(
    'order-service',
    "SELECT id FROM orders WHERE state = 'FULFILLING' ORDER BY 1",
  );
  expect(paid).toEqual(won);
  await until('the empty stock', async () => {
    const sql = 'SELECT available AS left FROM stock WHERE item_id = ?';
    return (await read<{ left: number }>('inventory-service', sql, nano.itemId)).left === 0;
  });
}, 300_000);

/** Places an order as a member's pages do. */
async function order(member: string): Promise<number> {
  const send = await callAs(shop, { issuer: 'shell', member, audience: ['order', 'pricing'] });
  const line = { ...nano, quantity: 1 };
  const source = `item:${nano.itemId}`;
  const drawn = await send('order-service', 'POST', orderPaths.drafts, { source, lines: [line] });
  const { id, snapshot } = drawn.body as { id: string; snapshot: { revision: string } };
  const body = { draft: id, revision: snapshot.revision, address: home, method: 'card', token: 'tok_ok' };
  return (await send('order-service', 'POST', orderPaths.orders, body)).status;
}

async function readAll<Row>(service: string, sql: string, ...values: string[]): Promise<Row[]> {
  const database = await shop.databaseOf(service);
  return (
    await database
      .prepare(sql)
      .bind(...values)
      .all<Row>()
  ).results;
}

async function read<Row>(service: string, sql: string, ...values: string[]): Promise<Row> {
  return (await readAll<Row>(service, sql, ...values))[0] as Row;
}
