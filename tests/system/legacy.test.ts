import { afterAll, describe, expect, test } from 'bun:test';
import { createMonolith } from '../../bench/monolith/create-monolith.ts';
import { openDatabase } from '../../bench/monolith/open-database.ts';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const monolith = createMonolith(openDatabase(':memory:'), { passwordCost: 4 });
const legacy = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: monolith.fetch });
const purchase = ['/cart', '/checkout', '/orders', '/login', '/signup', '/logout', '/my'];
const shares = {
  '*': 20,
  ...Object.fromEntries(purchase.map((path) => [path, 40])),
  '/products': 70,
  '/search': 90,
};
const part = (slot: string, ours: number) => ({ [slot]: { selector: `[data-region=${slot}]`, ours } });
const fragments = {
  '/products/:product': { ...part('price', 80), ...part('reviews', 80), ...part('stars', 60) },
};
const shop = await openShop({
  crons: false,
  settings: {
    LEGACY_ORIGIN: legacy.url.origin,
    LEGACY_ROUTES: JSON.stringify(shares),
    LEGACY_FRAGMENTS: JSON.stringify(fragments),
    // A busy machine is no fault.
    LEGACY_TIMEOUT: '60000',
    LEGACY_PERSONAL: JSON.stringify({
      links: { selector: '[data-region=links]', route: '/login' },
      cart: { selector: '[data-region=cart]', route: '/cart' },
    }),
  },
});
afterAll(async () => {
  await shop.close();
  await legacy.stop(true);
});

const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] as string };
const address = {
  recipient: '김조각',
  phone: '010-1234-5678',
  postcode: '06236',
  street: '서울 강남구',
  detail: '3층',
};

/** The steps of the take-over. A visitor's number chooses the step, as the shares of the routes rise one after another. */
const steps = [
  { ours: 'nothing', arm: 'f000', routes: [] },
  { ours: 'search', arm: 'd000', routes: ['/search'] },
  { ours: 'search, price and reviews', arm: 'c000', routes: ['/search'] },
  { ours: 'search and products', arm: '9000', routes: ['/search', '/products'] },
  { ours: 'all but lists', arm: '5000', routes: ['/search', '/products', ...purchase] },
  { ours: 'everything', arm: '1000', routes: ['/search', '/products', ...purchase, '/', '/categories'] },
];

function createShopper(arm: string) {
  const visitor = createVisitor(shop.url);
  visitor.cookies.set('arm', arm);
  return visitor;
}
type Shopper = ReturnType<typeof createShopper>;
let last = 0;

async function signUp(visitor: Shopper) {
  const email = `moving-${process.pid}-${++last}@example.com`;
  const signedUp = await visitor.post('/signup', {
    name: '김조각',
    email,
    password: '칼국수 먹는 화요일',
    next: '/',
  });
  expect(signedUp.status).toBe(303);
}

/** Buys what is in the cart, with the form of the side that shows it. @returns the path of the order */
async function buy(visitor: Shopper): Promise<string> {
  const hidden = (html: string, name: string) =>
    html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '';
  const { text } = await visitor.get('/checkout');
  const isOurs = text.includes('<jb-page');
  const html = isOurs ? readSlot(text, 'checkout').html : text;
  const own = isOurs
    ? {
        ...{ draft: hidden(html, 'draft'), revision: hidden(html, 'revision') },
        address: 'new',
        method: 'card',
      }
    : { key: hidden(html, 'key'), total: hidden(html, 'total') };
  const fields = { ...address, ...own, token: 'tok_ok', agree: 'yes', intent: 'place' };
  const placed = await visitor.post('/checkout', fields);
  expect(placed.status).toBe(303);
  return placed.location as string;
}

describe.each(steps)('while $ours is taken over', ({ arm, routes }) => {
  test('a visitor searches, looks at a product, signs up and buys it, and every page knows the member', async () => {
    const visitor = createShopper(arm);
    const pages = [
      '/',
      '/categories/toys',
      '/search?q=치코',
      `/products/${item.productId}?item=${item.itemId}`,
    ];
    for (const path of pages) {
      // On a busy machine, a page of the shop may be too late.
      const { text } = await until(path, async () => {
        const answer = await visitor.get(path);
        return answer.status === 200 && answer;
      });
      const [, first] = path.split(/[/?]/);
      expect([path, text.includes('<jb-page')]).toEqual([path, routes.includes(`/${first}`)]);
    }
    expect((await visitor.post('/cart/items', { ...item, quantity: '1' })).status).toBe(303);
    await signUp(visitor);
    // Each side answers some of these pages, and all of them know the member and the cart.
    for (const path of pages)
      await until(`the member and the cart on ${path}`, async () => {
        const { text } = await visitor.get(path);
        const [, cart = ''] = /(?:data-region|slot)="cart"[^>]*>(<a.*?<\/a>)/s.exec(text) ?? [];
        const knowsMember = text.includes('로그아웃') && !text.includes('href="/login"');
        return knowsMember && /^장바구니 1\b/.test(toText(cart));
      });
    const order = await buy(visitor);
    expect((await visitor.get(order)).status).toBe(200);
    expect(visitor.cookies.get('arm')).toBe(arm);
    expect(visitor.cookies.has('sid')).toBe(false);
  });
});

test('the price and the reviews of the shop are in the product page of the legacy', async () => {
  const path = `/products/${fixtures.reference.id}?item=${fixtures.reference.itemIds[0]}`;
  const { text, headers } = await createShopper('c000').get(path);
  expect(text).not.toContain('<jb-page');
  const regions = [...text.matchAll(/data-region="([\w-]+)"[^>]*data-boundary="(\w+)"/g)].map(
    ([, ...pair]) => pair,
  );
  expect(regions).toEqual([
    ['price', 'pricing'],
    ['reviews', 'review'],
  ]);
  expect(text).toContain('class="price-final"');
  const hashes = headers.get('content-security-policy')?.match(/'sha256-[^']+'/g) ?? [];
  expect(hashes).toHaveLength(text.match(/<style>/g)?.length ?? 0);
});

test('the stars of the legacy are in the product page of the shop', async () => {
  const path = `/products/${fixtures.reference.id}?item=${fixtures.reference.itemIds[0]}`;
  const { text } = await createShopper('a600').get(path);
  expect(readSlot(text, 'stars').html).toContain('data-region="stars"');
  expect(readSlot(text, 'price').html).toContain('class="price-final"');
});

test('after a step back, a visitor finds the session, the cart and the orders of the legacy again', async () => {
  const visitor = createShopper('d000');
  await visitor.post('/cart/items', { ...item, quantity: '1' });
  await signUp(visitor);
  const order = await buy(visitor);
  visitor.cookies.set('arm', '1000');
  expect((await visitor.get('/cart')).text).toContain('<jb-page');
  visitor.cookies.set('arm', 'd000');
  expect((await visitor.get(order)).text).toContain('주문이 완료되었어요');
});

test('visitors at the same time get their own pages of the legacy, which nothing keeps', async () => {
  const visitors = Array.from({ length: 10 }, () => createShopper('f000'));
  await Promise.all(
    visitors.map((visitor, at) => visitor.post('/cart/items', { ...item, quantity: String(at + 1) })),
  );
  for (let round = 0; round < 3; round++) {
    const carts = await Promise.all(visitors.map((visitor) => visitor.get('/cart')));
    const quantities = carts.map(({ text }) => text.match(/max="999" value="(\d+)"/)?.[1]);
    expect(quantities).toEqual(visitors.map((_, at) => String(at + 1)));
    for (const { headers } of carts) expect(headers.get('cache-control')).toBe('private, no-store');
  }
});

test('a path that only the legacy has is passed on to it, and links lead to the shop', async () => {
  const { status, text } = await createShopper('1000').get('/monolith/styles.css');
  expect([status, text.includes('data-region')]).toEqual([200, true]);
  const missing = await createShopper('1000').get('/old/page.php');
  expect([missing.status, missing.text.includes('/monolith/styles.css')]).toEqual([404, true]);
});
