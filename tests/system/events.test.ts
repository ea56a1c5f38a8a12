import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import type { DomainEvent, DomainEventData, DomainEventType } from '@jogakbo/contracts/domain-events';
import { headers } from '@jogakbo/contracts/fragment';
import { createMinter } from '@jogakbo/edge/create-minter';
import { toEvent } from '@jogakbo/edge/outbox';
import { root } from '../../tools/workers.ts';
import { createReviewer, readMember } from '../create-reviewer.helper.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openShop, type Shop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const product = '51862822';
const item = '183485417';
const operator = () => ({
  authorization: `Bearer ${shop.operatorToken}`,
  'content-type': 'application/json',
});

let shop: Shop;
let stateDirectory: string;
beforeAll(async () => {
  // services/events accepts no token, so that these events stay in the outbox.
  const deaf = { 'events-service': { IDENTITY_KEYS: '{"keys":[]}' } };
  const before = await openShop({ variables: deaf });
  stateDirectory = before.stateDirectory;
  shop = before;
  await changePrice(11_000);
  await before.trigger('pricing-service');
  expect(await rows('pricing-service', 'SELECT * FROM outbox')).toHaveLength(1);
  await before.close({ keep: true });
  shop = await openShop({ stateDirectory });
});
afterAll(() => shop.close());

test('an event that could not be sent before a restart is sent after it', async () => {
  await until('the event', async () => (await entries()).some(({ type }) => type === 'price.changed'));
  await until('the index', async () => (await listingOf(product))?.price === 11_000);
  await until('the outbox', async () => (await rows('pricing-service', 'SELECT * FROM outbox')).length === 0);
});

describe('events without a restart', () => {
  const page = `/products/${product}?item=${item}`;
  const results = `/search?q=${encodeURIComponent('치코리타')}`;
  const inSlot = async (path: string, slot: string) => toText(readSlot(await read(path), slot).html);

  test('a changed price appears on the product page and in search results', async () => {
    expect(await inSlot(page, 'price')).toContain('11,000원');
    expect(await inSlot(results, 'results')).toContain('11,000원');
    await changePrice(10);
    // Copies are fresh for 30 s, and stale ones are shown for minutes. Only the event can change the page sooner.
    await until('the price', async () => (await inSlot(page, 'price')).match(/(^| )10원/) !== null);
    await until('the result', async () => (await inSlot(results, 'results')).includes(' 10원'));
    // On a busy machine the head may lack the offer. Then the test asks again.
    await until('the offer', async () => (await read(page)).includes('"price":10,'));
    await until('the index', async () => (await listingOf(product))?.price === 10);
    const cheapest = await shop.fetchWorker('search-service', '/listings?category=toys&sort=price-asc');
    expect((await cheapest.json()).ids[0]).toEqual({ productId: product, itemId: item });
  });

  test('a renamed product appears on its page and in searches', async () => {
    expect(await inSlot(page, 'title')).not.toContain('이상해씨');
    const known = await (await shop.fetchWorker('product-service', `/products/${product}`)).json();
    const { brand, category, attributes, badges } = known;
    const renamed = { title: '이상해씨 나노블록 90피스', brand, category, attributes, badges };
    await put(`/api/operator/products/${product}`, renamed);
    await until('the title', async () => (await inSlot(page, 'title')).includes('이상해씨'));
    await until('the listing', async () => (await listingOf(product))?.title === renamed.title);
    expect(await inSlot(`/search?q=${encodeURIComponent('이상해씨')}`, 'results')).toContain(renamed.title);
  });

  test('a new review counts in the search index', async () => {
    const before = await listingOf(product);
    const reviewer = await createReviewer(shop, product);
    const review = { rating: '1', title: '글쎄요', body: '조각이 하나 모자라서 아쉬웠어요.' };
    expect((await reviewer.review(product, review)).status).toBe(303);
    await until(
      'the count',
      async () => (await listingOf(product))?.review_count === before.review_count + 1,
    );
    expect((await listingOf(product))?.rating).toBeLessThan(before.rating);
  });
});

describe('the event of a delivered order', () => {
  const delivered = (memberId: string, productId = product) => {
    const lines = [{ productId, itemId: item, quantity: 1 }];
    return event('order.delivered', { orderId: `o-${memberId}`, memberId, lines });
  };
  const bought = async (member: string) =>
    (await rows('review-service', `SELECT * FROM purchase WHERE member_id = '${member}'`)).length;

  test('lets the buyer review the product, and not before the delivery', async () => {
    const shopper = await createShopper(shop);
    const member = await readMember(shopper);
    const review = { rating: '5', title: '포근해요', body: '겨울 내내 잘 덮고 있어요.' };
    expect((await shopper.post('/products/20190001/reviews', review)).status).toBe(403);
    await send('order-service', delivered(member, '20190001'));
    await until('the delivery', async () => (await bought(member)) === 1);
    expect((await shopper.post('/products/20190001/reviews', review)).status).toBe(303);
    const list = readSlot(await read('/products/20190001'), 'reviews').html;
    const shown = list.split('<li').find((part) => part.includes('포근해요'));
    expect(toText(`<li${shown}`)).toContain('구매확정');
  });

  test('takes effect once if it arrives ten times and in any order', async () => {
    const database = await shop.databaseOf('review-service');
    await database.batch([
      database.prepare('CREATE TABLE effect (member TEXT)'),
      database.prepare(
        'CREATE TRIGGER counted BEFORE INSERT ON purchase BEGIN INSERT INTO effect VALUES (new.member_id); END',
      ),
    ]);
    const events = ['m1', 'm2', 'm3'].map((member) => delivered(member));
    for (let times = 0; times < 10; times++) {
      const order = times % 2 ? events.toReversed() : events;
      await send('order-service', ...order);
    }
    await send('order-service', delivered('last'));
    await until('the last', async () => (await bought('last')) === 1);
    const effects = await rows(
      'review-service',
      'SELECT member, count(*) AS count FROM effect GROUP BY member',
    );
    expect(effects).toEqual(['last', 'm1', 'm2', 'm3'].map((member) => ({ member, count: 1 })));
    await database.prepare('DROP TRIGGER counted').run();

    const ids = new Set(events.map(({ id }) => id));
    await until('the audit', async () => (await entries()).filter(({ id }) => ids.has(id)).length >= 3);
    expect((await entries()).filter(({ id }) => ids.has(id))).toHaveLength(3);
  });

  test('becomes a dead letter if its follower fails, does not stop others, and can be replayed after the repair', async () => {
    const database = await shop.databaseOf('review-service');
    await database
      .prepare(
        "CREATE TRIGGER broken BEFORE INSERT ON purchase WHEN new.member_id = 'poison' BEGIN SELECT RAISE(ABORT, 'broken'); END",
      )
      .run();
    await send('order-service', delivered('before'), delivered('poison'), delivered('after'));
    await until('the others', async () => (await bought('before')) === 1 && (await bought('after')) === 1);
    const listed = () => run('dead-letters', 'list');
    await until('the dead letter', async () => (await listed()).output.includes('"poison"'));
    expect((await listed()).output).toMatch(/^\d+\t\S+Z\treview\t\{.*"order\.delivered".*\}\n$/);

    const refused = await run('dead-letters', 'replay', '--all', '--token', 'wrong');
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('does not accept this token') });
    expect(await run('dead-letters', 'replay', '99')).toEqual({
      code: 1,
      output: 'Not all messages could be sent back (404). There is no dead letter of this number.\n',
    });

    await database.prepare('DROP TRIGGER broken').run();
    expect(await run('dead-letters', 'replay', '--all')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^1 sent back/),
    });
    await until('the effect', async () => (await bought('poison')) === 1);
    expect(await listed()).toEqual({ code: 0, output: 'There are no dead letters.\n' });
  });

  test('is accepted only from the service that owns it', async () => {
    const events = [delivered('thief')];
    const post = async (token?: string) =>
      shop.fetchWorker('events-service', '/events', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { [headers.identity]: token } : {}) },
        body: JSON.stringify({ events }),
      });
    expect((await post()).status).toBe(403);
    expect((await post(await mint('shell', { member: 'm1', audience: ['events'] }))).status).toBe(403);
    expect((await post(await mint('cart-service', { audience: ['events'] }))).status).toBe(422);
    expect((await post(await mint('order-service', { audience: ['order'] }))).status).toBe(401);
  });
});

describe('the audit', () => {
  test('has every event, and proves that no entry was changed', async () => {
    const types = new Set<string>((await entries()).map(({ type }) => type));
    for (const type of ['product.changed', 'price.changed', 'review.written', 'order.delivered'])
      expect(types).toContain(type);
    const count = (await entries()).length;
    const { code, output } = await run('audit');
    expect(code).toBe(0);
    const [, intact] =
      output.match(/^Intact: (\d+) entries\. Note this head in another place: [0-9a-f]{64}\n$/) ?? [];
    expect(Number(intact)).toBeGreaterThanOrEqual(count);
    const head = output.trim().slice(-64);
    expect((await run('audit', 'verify', '--head', head)).code).toBe(0);
    expect((await run('audit', 'list', '--type', 'review.written')).output.split('\n')).toHaveLength(3);
  });

  test('is only for operators', async () => {
    for (const path of ['entries', 'verification', 'dead-letters'])
      expect((await shop.fetch(`/api/operator/${path}`)).status).toBe(401);
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await shop.fetch(`/api/operator/prices/${item}`, init)).status).toBe(401);
  });

  test('names the entry that was changed', async () => {
    const head = (await run('audit')).output.trim().slice(-64);
    await shop.close({ keep: true });
    const [file] = [
      ...new Bun.Glob('**/{jogakbo-audit-service-AuditLog,AuditLog}/*.sqlite').scanSync(stateDirectory),
    ].filter((name) => !name.includes('metadata'));
    const stored = new Database(`${stateDirectory}/${file}`);
    stored.run('DROP TRIGGER entry_fixed');
    stored.run("UPDATE entry SET event = json_set(event, '$.data.productId', '1') WHERE seq = 2");
    stored.close();
    shop = await openShop({ stateDirectory });
    const { code, output } = await run('audit', 'verify', '--head', head);
    expect({ code, output }).toEqual({
      code: 1,
      output:
        'Broken at entry 2: its content was changed after it was written. Intact entries before it: 1.\n',
    });
  });
});

async function changePrice(final: number): Promise<void> {
  await put(`/api/operator/prices/${item}`, { list: 15_000, final, discountPercent: 30 });
}

async function put(path: string, body: object): Promise<void> {
  const answer = await shop.fetch(path, { method: 'PUT', headers: operator(), body: JSON.stringify(body) });
  expect({ status: answer.status, body: answer.status === 200 ? '' : await answer.text() }).toEqual({
    status: 200,
    body: '',
  });
}

async function read(path: string): Promise<string> {
  // On a busy machine, a new page may be too late.
  const answer = await until(path, async () => {
    const opened = await shop.fetch(path);
    return opened.status === 200 && opened;
  });
  return answer.text();
}

async function rows(service: string, sql: string): Promise<Record<string, unknown>[]> {
  const database: D1Database = await shop.databaseOf(service);
  return (await database.prepare(sql).all<Record<string, unknown>>()).results;
}

type Listed = { title: string; price: number; rating: number; review_count: number };
async function listingOf(id: string): Promise<Listed> {
  return (await rows('search-service', `SELECT * FROM listing WHERE product_id = '${id}'`))[0] as Listed;
}

/** Reads the whole audit, as operators do. */
async function entries(): Promise<DomainEvent[]> {
  const all: DomainEvent[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const answer = await shop.fetch(`/api/operator/entries?after=${after}`, { headers: operator() });
    const page: { entries: { event: string }[]; next: number | null } = await answer.json();
    all.push(...page.entries.map(({ event }) => JSON.parse(event)));
    after = page.next;
  }
  return all;
}

function event<Type extends DomainEventType>(type: Type, data: DomainEventData<Type>) {
  return toEvent(type, data, { source: 'order-service', time: Date.now() });
}

async function mint(
  issuer: string,
  subject: Parameters<ReturnType<typeof createMinter>>[0],
): Promise<string> {
  const { own } = await Bun.file(`${stateDirectory}/keys.json`).json();
  return createMinter(own[issuer])(subject, Date.now());
}

/** Publishes events as a service does. */
async function send(source: string, ...events: DomainEvent[]): Promise<void> {
  const answer = await shop.fetchWorker('events-service', '/events', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [headers.identity]: await mint(source, { audience: ['events'] }),
    },
    body: JSON.stringify({ events }),
  });
  expect(answer.status).toBe(202);
}

/** Runs an operator command on this shop. */
async function run(command: string, ...parameters: string[]) {
  const child = Bun.spawn([process.execPath, `tools/${command}.ts`, ...parameters, '--url', shop.url], {
    cwd: root,
    env: { ...Bun.env, OPERATOR_TOKEN: shop.operatorToken },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [out, error, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, output: out + error };
}
