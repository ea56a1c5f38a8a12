import { describe, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor, type Visitor } from '../../tools/visitor/create-visitor.ts';
import { fillCheckout, password, signUp } from '../../tools/visitor/purchase.ts';
import { createMonolith } from './create-monolith.ts';
import { openDatabase } from './open-database.ts';

const database = openDatabase(':memory:', 2_000);
const app = createMonolith(database, { now: () => Date.parse('2019-05-15T10:00:00+09:00'), passwordCost: 4 });
const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
const open = () => createVisitor('http://localhost', app.request);
let last = 0;

async function createMember() {
  const visitor = open();
  const email = `member-${++last}@example.com`;
  expect((await signUp(visitor, email)).status).toBe(303);
  return { ...visitor, email };
}

async function openCheckout({ get }: Pick<Visitor, 'get'>, path = '/checkout') {
  return fillCheckout((await get(path)).text) ?? {};
}

const stockOf = (id: string) =>
  database.query<{ available: number }, [string]>('SELECT available FROM inventory WHERE item_id = ?').get(id)
    ?.available;

describe('browsing', () => {
  test('the product page has the regions and the texts of the reference page', async () => {
    const { text, status } = await open().get('/products/51862822?item=183485417');
    expect(status).toBe(200);
    const regions = [...text.matchAll(/data-region="([\w-]+)"/g)].map(([, name]) => name);
    expect(regions).toEqual([
      ...['links', 'logo', 'categories', 'search', 'my', 'cart', 'strip', 'breadcrumb', 'gallery', 'title'],
      ...['stars', 'price', 'stock', 'arrival', 'options', 'buy', 'buy-now', 'attributes', 'reviews'],
      'review-form',
    ]);
    const words = text.replace(/<[^>]*>/g, '');
    for (const shown of ['나노블록', '30%', '15,000원', '10,390원', '로켓배송', '품절임박 (3개 남음)'])
      expect(words).toContain(shown);
    for (const shown of ['내일(목) 5/16 도착 보장 (서울·경기 기준)', '1개 상품평', '51862822 - 183485417'])
      expect(words).toContain(shown);
  });

  test('a category is sorted and has pages', async () => {
    const visitor = open();
    const { text } = await visitor.get('/categories/toys?sort=price-asc&page=2');
    const prices = [...text.matchAll(/<strong>([\d,]+)원/g)].map(([, digits]) =>
      Number(digits?.replaceAll(',', '')),
    );
    expect(prices).toHaveLength(24);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    expect(text).toContain('rel="prev" href="/categories/toys?sort=price-asc"');
    expect((await visitor.get('/categories/nothing')).status).toBe(404);
  });

  test('a search finds parts of words, and takes signs of a pattern as text', async () => {
    const visitor = open();
    expect((await visitor.get('/search?q=치코 나노')).text).toContain('퍼즐사랑 포켓몬스터 치코리타');
    expect((await visitor.get('/search?q=%25')).text).toContain('찾으시는 상품이 없어요');
    expect((await visitor.get('/search?q=<script>')).text).toContain('&lt;script&gt;');
  });

  test('English is kept by a cookie', async () => {
    const visitor = open();
    expect((await visitor.get('/?lang=en')).text).toContain('<html lang="en">');
    expect((await visitor.get('/products/51862822')).text).toContain('Almost gone (3 left)');
  });
});

describe('members', () => {
  test('a wrong password and an unknown address get the same answer', async () => {
    const { email } = await createMember();
    const visitor = open();
    const wrong = await visitor.post('/login', { email, password: 'not the password' });
    const unknown = await visitor.post('/login', {
      email: 'other@example.com',
      password: 'not the password',
    });
    expect(wrong.status).toBe(422);
    expect(unknown.text).toBe(wrong.text.replaceAll(email, 'other@example.com'));
    expect(unknown.status).toBe(wrong.status);
  });

  test('signing up with a known address gets the same answer, and does not open the account', async () => {
    const { email } = await createMember();
    const other = open();
    const again = await other.post('/signup', {
      name: '다른 사람',
      email,
      password: 'another password',
      next: '/',
    });
    expect([again.status, again.location]).toEqual([303, '/']);
    expect((await other.get('/')).text).toContain('다른 사람 님');
  });

  test('a log-in changes the session, keeps the cart, and stores no token', async () => {
    const { email } = await createMember();
    const visitor = open();
    await visitor.post('/cart/items', item);
    const before = visitor.cookies.get('sid') as string;
    const entered = await visitor.post('/login', { email, password, next: '//evil.example' });
    expect(entered.location).toBe('/');
    const after = visitor.cookies.get('sid') as string;
    expect(after).not.toBe(before);
    expect((await visitor.get('/cart')).text).toContain(`/cart/items/${item.itemId}`);
    expect(JSON.stringify(database.query('SELECT * FROM session').all())).not.toContain(after);
    expect((await app.request('/cart', { headers: { cookie: `sid=${before}` } })).status).toBe(200);
    await visitor.post('/logout', {});
    expect((await app.request('/orders', { headers: { cookie: `sid=${after}` } })).status).toBe(303);
  });

  test('after ten wrong passwords an address has to wait', async () => {
    const { email } = await createMember();
    const visitor = open();
    for (let each = 0; each < 10; each++)
      await visitor.post('/login', { email, password: 'not the password' });
    expect((await visitor.post('/login', { email, password })).status).toBe(429);
  });
});

describe('buying', () => {
  test('an order takes the stock and empties the cart, and only its member can read it', async () => {
    const member = await createMember();
    const before = stockOf(item.itemId) as number;
    await member.post('/cart/items', { ...item, quantity: '2' });
    const placed = await member.post('/checkout', await openCheckout(member));
    expect(placed.status).toBe(303);
    expect(stockOf(item.itemId)).toBe(before - 2);
    expect((await member.get('/cart')).text).toContain('장바구니가 비어 있어요');
    expect((await member.get(placed.location as string)).text).toContain('주문이 완료되었어요');
    expect((await (await createMember()).get(placed.location as string)).status).toBe(404);
    const captured = database.query("SELECT * FROM outbox WHERE table_name = 'order' AND row_key = ?");
    expect(captured.all(placed.location?.slice('/orders/'.length) as string)).toHaveLength(1);
  });

  test('two presses of the button are one order', async () => {
    const member = await createMember();
    await member.post('/cart/items', item);
    const fields = await openCheckout(member);
    const before = stockOf(item.itemId) as number;
    const placed = await Promise.all([member.post('/checkout', fields), member.post('/checkout', fields)]);
    expect(placed[0]?.location).toBe(placed[1]?.location as string);
    expect(stockOf(item.itemId)).toBe(before - 1);
  });

  test('fifty members want three pieces: three get one, and the stock is 0', async () => {
    const reference = { productId: fixtures.reference.id, itemId: fixtures.reference.itemIds[0] };
    const members = await Promise.all(Array.from({ length: 50 }, createMember));
    const path = `/checkout?item=${reference.itemId}&quantity=1`;
    const forms = await Promise.all(members.map((member) => openCheckout(member, path)));
    const placed = await Promise.all(members.map((member, at) => member.post('/checkout', forms[at] ?? {})));
    expect(placed.filter(({ status }) => status === 303)).toHaveLength(3);
    expect(placed.filter(({ status }) => status === 409)).toHaveLength(47);
    expect(stockOf(reference.itemId)).toBe(0);
    expect((await members[0]?.get(`/products/${reference.productId}`))?.text).toContain('<b>품절</b>');
  });

  test('a refused card and a changed price change nothing', async () => {
    const member = await createMember();
    await member.post('/cart/items', item);
    const fields = await openCheckout(member);
    const before = stockOf(item.itemId);
    expect((await member.post('/checkout', { ...fields, token: 'tok_declined' })).status).toBe(409);
    expect((await member.post('/checkout', { ...fields, total: '1' })).status).toBe(409);
    expect(stockOf(item.itemId)).toBe(before as number);
    expect((await member.get('/cart')).text).toContain(`/cart/items/${item.itemId}`);
  });

  test('only buyers review, and the page shows the review as text', async () => {
    const member = await createMember();
    const path = `/products/${item.productId}/reviews`;
    const review = { rating: '4', title: '<b>좋아요</b>', body: '선물로 샀는데 정말 좋아해요.' };
    expect((await member.post(path, review)).status).toBe(403);
    await member.post('/checkout', await openCheckout(member, `/checkout?item=${item.itemId}&quantity=1`));
    expect((await member.post(path, review)).status).toBe(303);
    expect((await member.get(`/products/${item.productId}`)).text).toContain('&lt;b&gt;좋아요&lt;/b&gt;');
  });
});

describe('protection', () => {
  test('a form of another site is refused', async () => {
    const { post } = open();
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect((await post('/cart/items', item, headers)).status).toBe(403);
  });

  test.each([
    ...[
      '/products/%00',
      '/products/%E0%A4',
      '/products/1?item[]=2',
      '/categories/%27',
      '/search?q=%00%F0',
      '/search',
    ],
    ...[
      '/search?q=a&page=-1&sort=x',
      '/categories/toys?page=1e9',
      '/orders/x',
      '/pictures/99999999999999999999.svg',
    ],
  ])('GET %s is no error of the server', async (path) => {
    expect((await (await createMember()).get(path)).status).toBeLessThan(500);
  });

  test.each(['/cart/items', '/cart/items/x', '/checkout', '/checkout/start', '/login', '/signup', '/logout'])(
    'no form breaks POST %s',
    async (path) => {
      const { post } = await createMember();
      const long = 'x'.repeat(5_000);
      const forms = [
        {},
        { productId: "'", itemId: '1', quantity: '-1' },
        { email: long, password: long, key: long },
      ];
      for (const fields of forms)
        expect((await post(path, fields as Record<string, string>)).status).toBeLessThan(500);
      expect((await post(path, { name: 'x'.repeat(70_000) })).status).toBe(413);
    },
  );
});

test('the program stays small: fewer than 1,500 lines of code', async () => {
  const files = [...new Bun.Glob('*.ts').scanSync(import.meta.dir)].filter(
    (file) => !/\.(?:test|helper|d)\.ts$/.test(file),
  );
  const texts = await Promise.all(files.map((file) => Bun.file(`${import.meta.dir}/${file}`).text()));
  const code = texts.flatMap((text) => text.split('\n')).filter((line) => !/^\s*(?:\/\/|\/?\*|$)/.test(line));
  expect(code.length).toBeLessThan(1_500);
});
