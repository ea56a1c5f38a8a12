import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Keys } from '@jogakbo/edge/create-keys';
import { findDeno } from '../../tools/find-deno.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { readFragments } from '../../tools/visitor/read-fragments.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { installPrograms, installTimeoutMs, programs } from '../install-compose.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { rawRequest } from '../raw-request.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { startServer } from '../start-server.helper.ts';

const shop = await openSharedShop();
const variables = shop.server as Record<string, string>;
/** An item of which other tests do not read the stock. */
const item = await readItem();
const product = '/products/51862822?item=183485417';

describe.each(['bun', 'deno'])('the shell and the faces on %s', (name) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    if (name === 'deno') await installPrograms();
    server = await startServer(variables, name === 'deno' ? findDeno(programs) : process.execPath);
  }, installTimeoutMs);
  afterAll(async () => void (await server.close()));

  test.each([
    [product, 'price', '원'],
    ['/', 'shelf-popular', '원'],
    ['/search?q=%EC%B9%98%EC%BD%94%EB%A6%AC%ED%83%80', 'results', '치코리타'],
  ])('answer %s with the fragments that the workers send', async (path, slot, text) => {
    const read = async (url: string) => {
      const { status, text } = await createVisitor(url).get(path);
      const fragments = readFragments(text).map(({ slot, html }) => [slot, toText(html)]);
      return { status, fragments: Object.fromEntries(fragments) as Record<string, string> };
    };
    // On a busy machine, a page may give up waiting for a fragment. The next page has it.
    let both = await Promise.all([server.url, shop.url].map(read));
    const isSame = () => both[0]?.fragments[slot]?.includes(text) && Bun.deepEquals(both[0], both[1]);
    for (const end = Date.now() + 90_000; !isSame() && Date.now() < end; )
      both = await Promise.all([server.url, shop.url].map(read));
    const [served, own] = both;
    expect(served?.fragments[slot]).toContain(text);
    expect(served).toEqual(own as NonNullable<typeof own>);
  });

  test('answer a file that is known by its etag with 304, and find no file outside of their folder', async () => {
    const { text } = await createVisitor(server.url).get('/');
    const [file = ''] = text.match(/\/assets\/shell\/[\w./-]+/) ?? [];
    const etag = (await fetch(server.url + file)).headers.get('etag') as string;
    expect((await fetch(server.url + file, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const outside = await rawRequest(server.url, '/assets/shell/../../../worker/index.js');
    expect(outside.text).not.toContain('joinTiers');
    expect(outside.status).toBeGreaterThan(299);
  });

  test('take an order, which the saga in the workers completes', async () => {
    const shopper = await createShopper({ ...shop, url: server.url });
    await shopper.post('/cart/items', { ...item, quantity: '1' });
    const { fields } = await shopper.openCheckout();
    const placed = await shopper.post('/checkout', fields);
    expect(placed.status).toBe(303);
    await shopper.follow(placed.location?.replace('/orders/', '') as string, ['FULFILLING']);
    expect(toText(readSlot((await shopper.get(placed.location as string)).text, 'order').html)).toContain(
      '배송 중',
    );
  });

  test('end when they are asked to', async () => {
    expect(await server.close()).toBe(0);
  });
});

describe('a server that cannot work ends and says why', async () => {
  test.each([
    ['the key is not that of the shell', { IDENTITY_KEY: await readOtherKey() }, 'refuse the key'],
    ['the services are away', { SERVICES_URL: 'http://127.0.0.1:1' }, 'do not answer'],
    ['another program answers', { SERVICES_URL: shop.url }, 'is not the gateway of a shop'],
    ['a secret is missing', { OPERATOR_TOKEN: '' }, 'These secrets are not set: OPERATOR_TOKEN.'],
  ])('%s', async (_, change, message) => {
    const fault = await startServer({ ...variables, ...change }, process.execPath, () => {}).catch(String);
    expect(fault).toContain(message);
  });
});

/** The key of another worker of the same shop. */
async function readOtherKey(): Promise<string> {
  const { own } = (await Bun.file(`${shop.stateDirectory}/keys.json`).json()) as Keys;
  return own['cart-service'] as string;
}

async function readItem() {
  const stocks = await shop.databaseOf('inventory-service');
  const found = await stocks
    .prepare(
      'SELECT item_id AS itemId, product_id AS productId FROM stock WHERE available > 20 ORDER BY item_id DESC LIMIT 1',
    )
    .first<{ itemId: string; productId: string }>();
  return found as { itemId: string; productId: string };
}
