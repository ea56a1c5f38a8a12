import { afterAll, afterEach, describe, expect, test } from 'bun:test';
import { collectLog, createTrace, type RequestLine } from '../collect-log.ts';
import { createVisitor } from '../create-visitor.ts';
import { openShop } from '../open-shop.ts';
import { readSlot, toText } from '../read-page.ts';
import { until } from '../until.ts';

// A store that hangs for longer than anything here: what ends sooner was given up.
const log = collectLog();
const shop = await openShop({
  logLevel: 'info',
  onLog: log.onLog,
  settings: { REDIS_TIMEOUT: '30000' },
  variables: { shell: { PAGE_LIMIT: '4' } },
});
afterAll(() => shop.close());
afterEach(async () => {
  shop.upstash.resume();
  await shop.clearFaults();
});

const path = '/products/51862822?item=183485417';
const deadline = 2_000;
/** A busy machine is late by as much. */
const slack = 500;

const shopper = createVisitor(shop.url);
await shopper.post('/cart/items', { productId: '51862822', itemId: '183485417', quantity: '2' });
const cookie = [...shopper.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const visitorId = shopper.cookies.get('visitor') as string;

/** A client who leaves, in a trace of its own. */
function setOut(where: string, headers: Record<string, string> = { cookie }) {
  const trace = createTrace();
  const leaving = new AbortController();
  const answer = shop
    .fetch(where, { headers: { ...headers, ...trace.headers }, signal: leaving.signal })
    .then((response) => response.text())
    .catch(() => 'left');
  return { trace: trace.id, leave: () => leaving.abort(), answer };
}

const lineOf = (trace: string, worker: string, at: string) =>
  log.requestsOf(trace).find((line) => line.worker === worker && line.path === at);

describe('a client that leaves', () => {
  const hops = [
    ['cart-frontend', '/fragments/lines'],
    ['cart-bff', '/cart'],
    ['cart-service', '/cart'],
  ] as const;

  test('ends what is made for it alone at every hop, down to the store', async () => {
    await shopper.get('/cart');
    shop.upstash.pause();
    const client = setOut('/cart');
    await until('the store to be asked', () => shop.upstash.waiting >= 2);
    client.leave();
    await until('the store to be left alone', () => shop.upstash.waiting === 0);
    for (const [worker, at] of hops) {
      const { status, ms } = await until(`the line of ${worker}`, () => lineOf(client.trace, worker, at));
      expect({ worker, status }).toEqual({ worker, status: 499 });
      expect(ms).toBeLessThan(deadline - slack);
    }
    expect(await until('the line of the page', () => log.pageOf(client.trace))).toMatchObject({
      status: 499,
    });

    shop.upstash.resume();
    expect(toText(readSlot((await shopper.get('/cart')).text, 'cart-lines').html)).toContain('20,780원');
  });

  test('never ends what others will read', async () => {
    shop.upstash.pause();
    const client = setOut(path);
    const isCart = ({ worker, status }: RequestLine) => worker === 'cart-service' && status === 499;
    await until('the prices to be asked for', () => shop.upstash.waiting >= 3);
    client.leave();
    await until('the cart to be given up', () => log.requestsOf(client.trace).some(isCart));
    expect(shop.upstash.waiting).toBeGreaterThan(0);
    shop.upstash.resume();
    const price = await until('the price', () =>
      lineOf(client.trace, 'pricing-frontend', '/fragments/price'),
    );
    expect(price.status).toBe(200);

    const next = await createVisitor(shop.url).get(path);
    expect(next.headers.get('server-timing')).toMatch(/price;dur=\d+;desc="cache"/);
    expect(toText(readSlot(next.text, 'price').html)).toContain('10,390원');
  });

  test('before it had a status counts no longer among the pages under way', async () => {
    await shopper.get(path);
    await shop.fault({ fragment: 'product/title', kind: 'hang' });
    const clients = Array.from({ length: 4 }, () => setOut(path));
    for (const { trace } of clients)
      await until('its cart', () => lineOf(trace, 'cart-frontend', '/fragments/mini-cart'));
    expect((await shop.fetch('/')).status).toBe(503);
    for (const { leave } of clients) leave();
    const began = performance.now();
    await until('the next page', async () => (await shop.fetch('/')).status === 200);
    expect(performance.now() - began).toBeLessThan(deadline - slack);
    for (const { trace } of clients)
      expect(await until('its line', () => log.pageOf(trace))).toMatchObject({ status: 499, whole: false });
  });
});

describe('a store that hangs', () => {
  test('is waited for by no hop longer than the page waits, and by none afterwards', async () => {
    await shopper.get('/cart');
    shop.upstash.pause();
    const client = setOut('/cart');
    const html = await client.answer;
    expect(readSlot(html, 'cart-lines').attributes).toHaveProperty('data-fallback');
    await until('the store to be left alone', () => shop.upstash.waiting === 0, slack);
    const page = await until('the line of the page', () => log.pageOf(client.trace));
    const late = page.fragments.filter(({ source }) => source === 'fallback');
    expect(late.map(({ slot }) => slot)).toEqual(['cart', 'cart-lines']);
    // The hop that was asked gives up at the same moment: its word may be there first.
    for (const { reason } of late) expect(['timeout', 'error']).toContain(reason as string);
    const lines = await until('all lines', () => {
      const found = log.requestsOf(client.trace).filter(({ worker }) => worker.startsWith('cart-'));
      return found.length === 6 && found;
    });
    for (const { worker, status, ms } of lines) {
      expect([499, 503, 504]).toContain(status);
      expect({ worker, inTime: ms < deadline + slack }).toEqual({ worker, inTime: true });
    }
  });

  test.each([
    ['cart-frontend', '/fragments/lines'],
    ['cart-bff', '/cart'],
    ['cart-service', '/cart'],
  ])('costs %s no more than the milliseconds it is given', async (worker, at) => {
    shop.upstash.pause();
    const trace = createTrace();
    const began = performance.now();
    const answer = await shop.fetchWorker(worker, at, {
      headers: { ...trace.headers, 'x-jogakbo-visitor': visitorId, 'x-jogakbo-deadline': '300' },
    });
    expect([503, 504]).toContain(answer.status);
    const took = performance.now() - began;
    expect(took).toBeGreaterThan(250);
    expect(took).toBeLessThan(300 + slack);
    await until('the store to be left alone', () => shop.upstash.waiting === 0, slack);
    expect(await until('its line', () => lineOf(trace.id, worker, at))).toMatchObject({
      status: answer.status,
    });
  });
});
