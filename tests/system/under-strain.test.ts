import { afterAll, afterEach, describe, expect, test } from 'bun:test';
import { offerLoad } from '../../bench/load/offer-load.ts';
import { medianLatency, secondsToNormal, toGoodput } from '../../bench/load/overload.ts';
import { percentile } from '../../bench/statistics.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { callAs } from '../call-as.helper.ts';
import { collectLog, createTrace, type RequestLine } from '../collect-log.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { readVisitorId } from '../read-visitor-id.helper.ts';
import { server } from '../servers.helper.ts';
import { until } from '../until.helper.ts';

/** The number of pages that the shell composes at once. */
const limit = 8;
// The store hangs for longer than any test, so a call that ends earlier was abandoned.
const log = collectLog();
const shop = await openShop({
  logLevel: 'info',
  onLog: log.onLog,
  settings: { REDIS_TIMEOUT: '30000' },
  variables: { shell: { PAGE_LIMIT: String(limit) } },
});
afterAll(() => shop.close());
afterEach(async () => {
  shop.upstash.resume();
  await shop.clearFaults();
});

/**
 * The status of a service whose caller has left. Deno closes the connection of such a call without a reset, which workerd does not notice. So the
 * call ends at its deadline there.
 */
const abandoned = server === 'deno' ? 503 : 499;
const path = '/products/51862822?item=183485417';
const deadline = 2_000;
/** The delay of a busy machine, in milliseconds. */
const slack = 500;

const shopper = createVisitor(shop.url);
await shopper.post('/cart/items', { productId: '51862822', itemId: '183485417', quantity: '2' });
const cookie = [...shopper.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const asShell = await callAs(shop, {
  issuer: 'shell',
  visitor: readVisitorId(shopper.cookies),
  audience: ['cart'],
});

/** What the client of a cart sends. With `no-cache` it is shown no private copy, so each page asks the cart. */
const ofShopper = { cookie, 'cache-control': 'no-cache' };

/** Creates a client that leaves, with a trace of its own. */
function setOut(where: string, headers: Record<string, string> = ofShopper) {
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
    ['cart-frontend', '/fragments/lines', 499],
    ['cart-bff', '/cart', 499],
    ['cart-service', '/cart', abandoned],
  ] as const;

  test('ends its personal calls at every hop, down to the store', async () => {
    await shopper.get('/cart');
    shop.upstash.pause();
    const client = setOut('/cart');
    await until('the store to be asked', () => shop.upstash.waiting >= 1);
    client.leave();
    await until('the store to be left alone', () => shop.upstash.waiting === 0);
    for (const [worker, at, expected] of hops) {
      const { status, ms } = await until(`the line of ${worker}`, () => lineOf(client.trace, worker, at));
      expect({ worker, status }).toEqual({ worker, status: expected });
      expect(ms).toBeLessThan(status === 499 ? deadline - slack : deadline + slack);
    }
    expect(await until('the line of the page', () => log.pageOf(client.trace))).toMatchObject({
      status: 499,
    });

    shop.upstash.resume();
    expect(toText(readSlot((await shopper.get('/cart')).text, 'cart-lines').html)).toContain('20,780원');
  });

  test('never ends calls whose results other pages will read', async () => {
    // The first test has opened another page, so the shell knows the manifests, and this page has no copies yet.
    shop.upstash.pause();
    const client = setOut(path);
    const isCart = ({ worker, status }: RequestLine) => worker === 'cart-service' && status === abandoned;
    await until('the cart to be asked for', () => shop.upstash.waiting >= 1);
    client.leave();
    await until('the cart to be given up', () => log.requestsOf(client.trace).some(isCart));
    shop.upstash.resume();
    const answer = await until('the answer of pricing', () =>
      lineOf(client.trace, 'pricing-frontend', '/fragments.json'),
    );
    expect(answer.status).toBe(200);
    // The shell keeps the copy in the moment after that. On a busy machine, a page may still wait for it.
    const asked = () => log.count('pricing-frontend', '/fragments.json');
    const before = asked();
    const next = await until('a page with the copy', async () => {
      const page = await createVisitor(shop.url).get(path);
      return /price;dur=\d+;desc="cache"/.test(page.headers.get('server-timing') ?? '') && page;
    });
    expect(asked()).toBe(before);
    expect(toText(readSlot(next.text, 'price').html)).toContain('10,390원');
  });

  test('before the page has a status frees the place of the page', async () => {
    // The cart does not wait for a part of this page, unlike on the page of a product.
    const category = '/categories/toys';
    await shopper.get(category);
    await shop.fault({ fragment: 'category/list', kind: 'hang' });
    const carts = () => log.count('cart-frontend', '/fragments/mini-cart');
    const before = carts();
    const clients = Array.from({ length: limit }, () => setOut(category));
    await until('the carts of all', () => carts() - before >= limit);
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
  test('is awaited by no hop longer than the page waits', async () => {
    await shopper.get('/cart');
    shop.upstash.pause();
    const client = setOut('/cart');
    const html = await client.answer;
    expect(readSlot(html, 'cart-lines').attributes).toHaveProperty('data-fallback');
    await until('the store to be left alone', () => shop.upstash.waiting === 0, slack);
    const page = await until('the line of the page', () => log.pageOf(client.trace));
    const late = page.fragments.filter(({ source }) => source === 'fallback');
    expect(late.map(({ slot }) => slot)).toEqual(['cart', 'cart-lines']);
    // The callee gives up at the same moment, so its answer may arrive first.
    for (const { reason } of late) expect(['timeout', 'error']).toContain(reason as string);
    const lines = await until('all lines', () => {
      // The request for both fragments together has a line of its own.
      const found = log
        .requestsOf(client.trace)
        .filter(({ worker, path }) => worker.startsWith('cart-') && path !== '/fragments.json');
      // Two fragments, two calls of the BFF, and one of the service that both of them share. If it ends a moment before the other one's own
      // deadline, that one asks once more.
      return found.length >= 5 && found;
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
  ])('costs %s no more than its deadline', async (worker, at) => {
    shop.upstash.pause();
    const trace = createTrace();
    const began = performance.now();
    const answer = await asShell(worker, 'GET', at, undefined, {
      ...trace.headers,
      'x-jogakbo-deadline': '300',
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

describe('with more visitors than the shell can serve', () => {
  // The limit of pages under way limits the shop here, not the machine. Each page takes a tenth of a second.
  const lateness = 100;
  const refusals: number[] = [];
  async function ask() {
    const began = performance.now();
    const answer = await shop.fetch('/cart');
    const html = await answer.text();
    if (answer.status === 200 && !html.endsWith('</html>')) throw new Error('not whole');
    if (answer.status === 503) {
      refusals.push(performance.now() - began);
      if (answer.headers.get('retry-after') !== '1' || !html.includes('지금 손님이 많아요'))
        throw new Error('refused without a word');
    }
    return answer.status;
  }

  async function measurePeak(seconds: number) {
    const end = performance.now() + seconds * 1_000;
    let pages = 0;
    const client = async () => {
      while (performance.now() < end) if ((await ask()) === 200) pages += 1;
    };
    await Promise.all(Array.from({ length: limit }, client));
    return pages / seconds;
  }

  test('single fragments, API calls and forms take places like pages, and are refused when no place is left', async () => {
    const { fault, fetch } = shop;
    await fault({ fragment: 'cart/lines', kind: 'slow', ms: 1_500 });
    const fragment = '/_fragments/cart/lines';
    const form = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'productId=51862822&itemId=183485417&quantity=1',
    };
    const others: [string, RequestInit?][] = [[fragment], ['/api/cart/cart'], ['/cart/items', form], ['/']];
    const refused = await until('a refusal of each', async () => {
      const taken = Promise.all(Array.from({ length: limit }, () => fetch(fragment)));
      const full = until('a full shop', async () => (await fetch('/')).status === 503, 1_000);
      const asked = () => Promise.all(others.map(([path, init]) => fetch(path, init)));
      const answers = await full.then(asked, () => []);
      await taken;
      return answers.length > 0 && answers.every(({ status }) => status === 503) && answers;
    });
    for (const answer of refused) expect(answer.headers.get('retry-after')).toBe('1');
    for (const [path, init] of others) expect((await fetch(path, init)).status).toBeLessThan(400);
  });

  test('the shop works at its peak rate, refuses the rest at once, and recovers when the load ends', async () => {
    await ask();
    await shop.fault({ fragment: 'cart/lines', kind: 'slow', ms: lateness });
    // One good run of several counts, since a busy machine only lowers the rate.
    let best = { goodput: 0, refused: Number.POSITIVE_INFINITY, recovery: Number.POSITIVE_INFINITY };
    for (let tries = 0; tries < 12; tries++) {
      const peak = await measurePeak(0.6);
      refusals.length = 0;
      const half = peak / 2;
      const answers = await offerLoad(ask, [
        { rate: half, seconds: 0.5 },
        { rate: 2 * peak, seconds: 1.5 },
        { rate: half, seconds: 1 },
      ]);
      expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
      const normal = 1.5 * medianLatency(answers, 0, 500);
      best = {
        goodput: toGoodput(answers, 700, 2_000) / peak,
        refused: refusals.length > 0 ? percentile(refusals, 50) : Number.POSITIVE_INFINITY,
        recovery: secondsToNormal(answers, 2_000, 3_000, normal),
      };
      if (best.goodput >= 0.8 && best.refused < lateness / 2 && best.recovery < 0.8) break;
    }
    expect(best.goodput).toBeGreaterThanOrEqual(0.8);
    expect(best.refused).toBeLessThan(lateness / 2);
    expect(best.recovery).toBeLessThan(0.8);
  });
});
