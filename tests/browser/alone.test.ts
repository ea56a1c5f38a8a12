import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openUpstream } from '../../tools/alone/open-upstream.ts';
import { startAlone } from '../../tools/alone/start-alone.ts';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { buildNextVersion } from '../build-next-version.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { until } from '../until.helper.ts';
import { openBrowser, type Watched } from './open-browser.helper.ts';

const shop = await openSharedShop();
const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-alone-'));
const { worker, folder } = await buildNextVersion('cart', [
  { file: 'texts.ts', from: "add: '장바구니 담기'", to: "add: '보자기에 담기'" },
  { file: 'styles.css', from: '.mini {', to: '.mini { letter-spacing: 3px;' },
]);
const alone = await startAlone({
  ...{ slices: ['cart'], upstream: await openUpstream(shop.url), port: 0, crons: false, stateDirectory },
  ...{ settings: { REDIS_TIMEOUT: '5000' }, logLevel: 'off', onNotice: () => {} },
  rewire: (workers) => workers.map((each) => (each.name === 'cart' ? worker : each)),
});
const browser = await openBrowser(alone.url);
afterAll(async () => {
  await Promise.all([browser.close(), alone.close()]);
  await Promise.all([folder, stateDirectory].map((path) => rm(path, { recursive: true, force: true })));
});

/** Opens a page until it has something. On a busy machine, the deployed shop may be late, and then says so. */
async function open({ page, complaints }: Watched, path: string, selector: string): Promise<void> {
  await until(`${selector} on ${path}`, async () => {
    complaints.length = 0;
    await page.goto(path);
    return (await page.locator(selector).count()) > 0;
  });
}

const local = 'button:has-text("보자기에 담기")';
const path = `/products/${fixtures.reference.id}?item=${fixtures.reference.itemIds[0]}`;

test('a developer sees the edit in the page of the deployed shop, and another browser there does not', async () => {
  const mine = await browser.visit('/healthz');
  await open(mine, path, local);
  const { page, complaints, close } = mine;
  const cart = page.locator('[data-fragment="cart/mini-cart"] .mini');
  expect(await cart.evaluate((element) => getComputedStyle(element).letterSpacing)).toBe('3px');
  const other = await browser.visit(`${shop.url}/healthz`);
  await open(other, shop.url + path, 'button:has-text("장바구니 담기")');
  expect(await other.page.locator(local).count()).toBe(0);
  expect(complaints).toEqual([]);
  await Promise.all([close(), other.close()]);
});

test('the cart of this machine takes what is put into it, with scripts and without, and the deployed cart stays empty', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const watched = await browser.visit('/healthz', { javaScriptEnabled });
    const { page, complaints, close } = watched;
    await open(watched, path, local);
    await page.locator(local).click();
    if (javaScriptEnabled) await page.getByText('장바구니에 담았어요.').waitFor();
    else await page.waitForURL('**/cart');
    expect(complaints).toEqual([]);
    await open(watched, '/cart', '[data-fragment="cart/lines"] a[href*="/products/"]');
    const deployed = await page.context().request.get(`${shop.url}/api/cart/cart`);
    expect((await deployed.json()).lines).toEqual([]);
    await close();
  }
});

test('a refused form of the slice comes back in the page of the deployed shop', async () => {
  const [productId, itemId] = [fixtures.reference.id, fixtures.reference.itemIds[0] as string];
  const { status, text } = await createVisitor(alone.url).post('/cart/items', {
    productId,
    itemId,
    quantity: '0',
  });
  expect(status).toBe(422);
  expect(text).toContain('보자기에 담기');
  expect(text).toContain('data-fragment="product/title"');
});

test('a member who logs in at the deployed shop is the same member for the slice of this machine', async () => {
  const account = { email: `alone-${process.pid}@example.com`, password: '칼국수 먹는 화요일' };
  const post = async (
    visitor: ReturnType<typeof createVisitor>,
    to: string,
    fields: Record<string, string>,
  ) => until(to, async () => (await visitor.post(to, fields)).status === 303);
  const visitor = createVisitor(alone.url);
  await post(visitor, '/signup', { name: '보자기', ...account, next: '/' });
  await until('the name', async () => (await visitor.get('/')).text.includes('보자기 님'));
  const [productId, itemId] = [fixtures.reference.id, fixtures.reference.itemIds[0] as string];
  await post(visitor, '/cart/items', { productId, itemId, quantity: '1', key: 'k1' });
  const readCart = async (url: string) => {
    const again = createVisitor(url);
    await post(again, '/login', { ...account, next: '/' });
    const { status, text } = await again.get('/api/cart/cart');
    return status === 200 ? JSON.parse(text).lines.length : status;
  };
  expect(await readCart(alone.url)).toBe(1);
  expect(await readCart(shop.url)).toBe(0);
  expect([...visitor.cookies.keys()].filter((name) => !/^(?:upstream|alone)-/.test(name))).toEqual([]);
});
