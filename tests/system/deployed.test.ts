import { afterAll, beforeAll, expect, test } from 'bun:test';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../tools/find-chromium.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openCloud } from '../open-cloud.helper.ts';
import { until } from '../until.helper.ts';

let cloud: Awaited<ReturnType<typeof openCloud>>;
beforeAll(async () => {
  cloud = await openCloud();
}, 300_000);
afterAll(() => cloud.close());

const titles = ['유리 물병', '나무 도마', '면 수건', '작은 화분'];
const products = titles.map((title, index) => ({ id: 70_000_001 + index, title, price: 12_000 + index }));
const product = products[0] as (typeof products)[number];

/** Deploys with the driver of the project. */
const deploy = (...args: string[]) => cloud.run(['tools/deploy.ts', ...args, '--secrets', cloud.secrets]);

test('one command makes a shop in an empty account, and checks it', async () => {
  const { code, output } = await deploy('all');
  expect(output).toContain('made jogakbo-shell (27/27)');
  expect(output).toContain(`Done. The shop is at ${cloud.url}`);
  expect(output).toContain('All 5 checks passed');
  expect(code).toBe(0);
}, 600_000);

test('the deployed shop takes products, and passes every check', async () => {
  const rows = products.map(({ id, title, price }) => `${id},${title},${price} KRW,부엌 > 식탁,20`);
  await Bun.write(`${cloud.folder}/feed.csv`, ['id,title,price,product_type,quantity', ...rows].join('\n'));
  const { url, operatorToken, folder } = cloud;
  const imported = await cloud.run([
    ...['tools/import.ts', `${folder}/feed.csv`, '--url', url, '--token', operatorToken],
  ]);
  expect(imported.output).toContain('Imported 4 products');
  const visitor = createVisitor(url);
  // The first visit finds no copies. On a busy machine, a page may give up waiting and ask for something twice.
  for (const path of ['/', `/products/${product.id}`, `/search?q=${product.title}`, '/cart'])
    await until(`a visit of ${path} within the limit of invocations`, async () => {
      const { status } = await visitor.get(path);
      const count = (await cloud.counts()).find((each) => each.path === encodeURI(path));
      return status === 200 && count?.refused === 0;
    });
  const { text } = await visitor.get(`/products/${product.id}`);
  for (const part of [product.title, '12,000', '부엌', '식탁']) expect(text).toContain(part);
  expect(Math.max(...(await cloud.counts()).map(({ invocations }) => invocations))).toBeGreaterThan(10);
  const { code, output } = await cloud.run(['tools/smoke.ts', url]);
  expect(output).toContain('All 8 checks passed');
  expect(code).toBe(0);
});

test.skipIf(!findChromium())(
  'a shopper searches, fills a cart, signs up and orders in the deployed shop',
  async () => {
    const browser = await chromium.launch({
      executablePath: findChromium() as string,
      args: chromiumFlags,
    });
    const page = await browser.newPage({ baseURL: cloud.url, locale: 'ko-KR' });
    const complaints: string[] = [];
    page.on('console', (message) => {
      // A step that missed its deadline is sent again below.
      const isLate = message.text().includes('status of 503');
      if (['error', 'warning'].includes(message.type()) && !isLate) complaints.push(message.text());
    });
    await page.goto('/');
    const slot = (name: string) => page.locator(`jb-fragment[slot=${name}]`);
    // On a busy machine, a step may miss its deadline. The form then comes back, and takes effect once if it is sent again.
    const leadOn = (url: string, send: () => Promise<void>) =>
      until(`the page ${url}`, async () => {
        await send();
        return page.waitForURL(url, { timeout: 20_000 }).then(
          () => true,
          () => false,
        );
      });
    await page.getByRole('search').locator('input[name=q]').fill(product.title);
    await page.getByRole('search').locator('input[name=q]').press('Enter');
    await page.waitForURL('**/search?**');
    await slot('results').locator(`a[href^="/products/${product.id}"]`).first().click();
    await page.waitForURL(`**/products/${product.id}**`);
    await page.getByRole('button', { name: '장바구니 담기' }).click();
    await slot('cart').locator('.count').getByText('1', { exact: true }).waitFor();
    await page.goto('/cart');
    await page.getByRole('link', { name: '주문하기' }).click();
    await slot('form').getByRole('link', { name: '회원가입' }).click();
    await page.waitForURL('**/signup**');
    await slot('form').getByLabel('이름').fill('홍길동');
    await slot('form').getByLabel('이메일').fill('hong@example.com');
    for (const box of await slot('form').getByRole('checkbox').all()) await box.check();
    await leadOn('**/checkout', async () => {
      await slot('form').getByLabel('비밀번호').fill('칼국수 먹는 화요일');
      await slot('form').getByRole('button', { name: '가입하기' }).click();
    });
    const checkout = slot('checkout');
    await checkout.getByLabel('받는 사람').fill('홍길동');
    await checkout.getByLabel('휴대폰 번호').fill('010-1234-5678');
    await checkout.getByLabel('우편번호').fill('06236');
    await checkout.locator('input[name=street]').fill('서울 강남구 테헤란로 1');
    await checkout.locator('input[name=method]').first().check();
    await checkout.locator('input[name=agree]').check();
    await leadOn('**/orders/*', () => checkout.getByRole('button', { name: /결제하기/ }).click());
    await slot('order').getByText(product.title).first().waitFor();
    await slot('order').locator('.state', { hasText: '배송 중' }).waitFor();
    expect(complaints).toEqual([]);
    await browser.close();
  },
);

test('the console of the deployed shop shows its health, and says where its traces are', async () => {
  const readPart = (part: string) => cloud.run(['tools/console.ts', part, '--json', '--url', cloud.url]);
  const slices = await readPart('slices');
  expect(JSON.parse(slices.output)).toContainEqual(
    expect.objectContaining({ slice: 'pricing', health: 'ok' }),
  );
  const traces = await readPart('traces');
  expect({ code: traces.code, ...JSON.parse(traces.output) }).toMatchObject({
    ...{ code: 1, status: 404 },
    detail: expect.stringContaining('collector'),
  });
});

test('a deploy of everything, repeated, changes nothing', async () => {
  cloud.forget();
  const { code, output } = await deploy('all', '--no-smoke');
  expect(output).toContain('Everything is up to date.');
  expect(code).toBe(0);
  expect(cloud.changes()).toEqual([]);
}, 300_000);

test('a slice is deployed alone under load, with wrangler and then with the driver; no request fails', async () => {
  const versions = () => cloud.account.scripts['jogakbo-pricing']?.versions.length ?? 0;
  const before = versions();
  const statuses = new Map<number, number>();
  const count = () => [...statuses.values()].reduce((sum, each) => sum + each, 0);
  let ended = false;
  const paths = [`/products/${product.id}`, `/_fragments/pricing/price?product=${product.id}`, '/cart'];
  const load = paths.map(async (path) => {
    const visitor = createVisitor(cloud.url);
    while (!ended) {
      const { status } = await visitor.get(path);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  const wrangler = await cloud.run(['../../tools/wrangler.ts', 'deploy'], 'frontends/pricing');
  expect(wrangler.output).toContain('Current Version ID');
  const driver = await deploy('pricing');
  expect(driver.output).toContain('made jogakbo-pricing (1/1)');
  const seen = count();
  // The workers are replaced a moment after the last upload.
  await until('requests to the new version', async () => count() > seen + 20);
  ended = true;
  await Promise.all(load);
  expect([...statuses.keys()]).toEqual([200]);
  expect(versions()).toBe(before + 2);
}, 300_000);

test('a plan of a second shop names everything that it would have beside production', async () => {
  cloud.forget();
  const { code, output } = await deploy('all', '--env', 'staging', '--plan');
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(cloud.changes()).toEqual([]);
  const planned = [...output.matchAll(/^ {2}\+ (?:.* )?(\S+)$/gm)].map(([, name]) => name);
  const { scripts, queues, databases, namespaces, buckets } = cloud.account;
  const made = [
    ...Object.keys(scripts),
    ...queues.map(({ queue_name }) => queue_name),
    ...databases.map(({ name }) => name),
    ...namespaces.map(({ title }) => title),
    ...buckets.map(({ name }) => name),
  ];
  expect(planned.sort()).toEqual(made.map((name) => name.replace(/^jogakbo-/, 'jogakbo-staging-')).sort());
}, 300_000);

test('a second shop of a slice stays beside production', async () => {
  const ids = () =>
    Object.entries(cloud.account.scripts).map(([name, { versions }]) => [name, versions.at(-1)?.id]);
  const production = ids();
  const { code, output } = await deploy('pricing', '--env', 'staging');
  expect(output).toContain('made jogakbo-staging-pricing (4/4)');
  expect(code).toBe(0);
  expect(ids()).toEqual(expect.arrayContaining(production));
  const service = cloud.account.scripts['jogakbo-staging-pricing-service'];
  const database = cloud.account.databases.find(({ name }) => name === 'jogakbo-staging-pricing');
  expect(service?.versions[0]?.bindings).toContainEqual(
    expect.objectContaining({ type: 'd1', name: 'DB', id: database?.uuid }),
  );
  const bound = cloud.account.scripts['jogakbo-staging-pricing']?.versions[0]?.bindings.filter(
    ({ type }) => type === 'service',
  );
  expect(bound?.length).toBeGreaterThan(0);
  for (const { service: name } of bound ?? []) expect(name).toStartWith('jogakbo-staging-');
  const visitor = createVisitor(cloud.url);
  await until('the page of production', async () => {
    const { status, text } = await visitor.get(`/products/${product.id}`);
    return status === 200 && text.includes(product.title);
  });
}, 300_000);
