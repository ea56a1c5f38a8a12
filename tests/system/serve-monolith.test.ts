import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { prepareData } from '../../tools/serve/prepare-data.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { buildProgram } from '../build-program.helper.ts';
import { copySeededMonolith } from '../copy-seeded-state.helper.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openServedMonolith } from '../open-served-monolith.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { startProgram } from '../start-server.helper.ts';
import { until } from '../until.helper.ts';

const stateDirectory = await copySeededMonolith();
const settings = { REDIS_TIMEOUT: '5000', PASSWORD_COST: '10' };
const open = () => openServedMonolith({ port: 0, stateDirectory, settings, logLevel: 'off', crons: false });
const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] as string };
const bought = 2;

let shop = await open();
afterAll(async () => {
  await shop.close();
  await rm(stateDirectory, { recursive: true, force: true });
});
const shopper = await createShopper(shop);
const readStock = async (): Promise<number> => {
  const answer = await shop.fetchWorker('inventory-service', `/stocks?items=${item.itemId}`);
  return (await answer.json()).stocks[0].available;
};
const listAudited = async (): Promise<string> => {
  const headers = { authorization: `Bearer ${shop.operatorToken}` };
  return (await shop.fetchWorker('audit-service', '/entries', { headers })).text();
};

describe('the whole shop as one process of Bun with SQLite', () => {
  test.each([
    ['/', 'shelf-popular', '원'],
    ['/search?q=%EC%B9%98%EC%BD%94%EB%A6%AC%ED%83%80', 'results', '치코리타'],
    [`/products/${item.productId}?item=${item.itemId}`, 'price', '원'],
  ])('serves %s', async (path, slot, text) => {
    const page = await createVisitor(shop.url).get(path);
    expect(page.status).toBe(200);
    expect(toText(readSlot(page.text, slot).html)).toContain(text);
  });

  test('keeps carts, orders and stock when it is killed, and completes the order that was under way', async () => {
    const before = await readStock();
    await shopper.post('/cart/items', { ...item, quantity: String(bought) });
    const { fields } = await shopper.openCheckout();
    const placed = await shopper.post('/checkout', fields);
    expect(placed.status).toBe(303);
    await shopper.post('/cart/items', { ...item, quantity: '1' });
    await shop.close('SIGKILL');

    shop = await open();
    const visitor = createVisitor(shop.url);
    for (const [name, value] of shopper.cookies) visitor.cookies.set(name, value);
    const readOrder = async () =>
      JSON.parse((await visitor.get(`/api/order${placed.location}`)).text) as { state: string };
    await until('the order', async () => (await readOrder()).state === 'FULFILLING');
    await until('the stock', async () => (await readStock()) === before - bought);
    await until('the cart without what was ordered', async () => {
      const { lines } = JSON.parse((await visitor.get('/api/cart/cart')).text);
      return lines.length === 1 && lines[0].quantity === 1;
    });
    await until('the record', async () => (await listAudited()).includes('order.confirmed'));
  });

  test('runs the jobs of the clock', async () => {
    const headers = { authorization: `Bearer ${shop.operatorToken}` };
    const read = async () =>
      (await (await shop.fetchWorker('audit-service', '/signatures', { headers })).json()).signatures.length;
    expect(await read()).toBe(0);
    await shop.trigger('audit-service');
    expect(await read()).toBe(1);
  });

  test('is not started twice on one folder', async () => {
    const fault = await openServedMonolith({ port: 0, stateDirectory }).catch(String);
    expect(fault).toMatch(/is in use by process \d+ since/);
  });
});

describe('a program that cannot work ends and says why', async () => {
  const folder = await mkdtemp(`${tmpdir()}/jogakbo-data-`);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const [file, broken] = [`${folder}/file`, `${folder}/broken`];
  await Bun.write(file, '');
  await Bun.write(`${broken}/databases/jogakbo-order.sqlite`, 'no database'.repeat(1_000));
  const { variables } = await prepareData({
    folder: `${folder}/good`,
    origin: 'http://localhost',
    keys: true,
  });
  const redis = { UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1', UPSTASH_REDIS_REST_TOKEN: 'token' };
  const taken = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response() });
  afterAll(() => taken.stop());
  const port = String(taken.port);

  test.each([
    ['nothing is set', redis, /DATA is not set: .*\n.*secrets are not set: .*CART_SERVICE__IDENTITY_KEY/],
    ['the folder is a file', { ...variables, ...redis, DATA: file }, /The folder \S+ cannot be used: /],
    [
      'a store is damaged',
      { ...variables, ...redis, DATA: broken },
      /jogakbo-order.sqlite cannot be opened: /,
    ],
    ['the port is taken', { ...variables, ...redis, PORT: port }, `Port ${port} is taken.`],
    ['there is no Redis', { ...variables, PATH: '' }, 'Install redis-server, or set UPSTASH_REDIS_REST_URL'],
  ])('%s', async (_, given, message) => {
    const command = [process.execPath, await buildProgram('monolith')];
    expect(await startProgram(command, given, () => {}).catch(String)).toMatch(message);
  });
});
