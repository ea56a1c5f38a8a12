import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import * as v from 'valibot';
import '../../tests/mock-workers.helper.ts';
import { countReads } from '../../tests/count-reads.helper.ts';
import { createCheckoutForms } from './checkout-forms.ts';
import { Draft, type EndReason, Order, OrderPage, Placed, paths } from './contract.ts';
import { createJournal } from './create-journal.ts';
import { createSealer } from './create-sealer.ts';
import { createTestHouse, personalKeys, toContext } from './create-test-house.helper.ts';
import { createOrderStore } from './order-store.ts';
import { removeSagas } from './remove-sagas.ts';
import { watchSagas } from './watch-sagas.ts';

const { default: worker } = await import('./worker.ts');

const address = {
  recipient: '김조각',
  phone: '010-1234-5678',
  postcode: '06236',
  street: '테헤란로 1',
  detail: '2층',
};
const nano = { productId: '9', itemId: '1', quantity: 2 };

describe('a draft', () => {
  test('has the prices of its lines, with titles, fees and a revision', async () => {
    const { draw } = createShop();
    const { snapshot, current, orderId } = await draw();
    expect({ current, orderId }).toEqual({ current: true, orderId: null });
    expect(snapshot.lines).toEqual([
      {
        ...nano,
        title: '상품 1',
        option: '혼합 색상',
        image: '/image.svg',
        service: 'rocket',
        list: 15_000,
        final: 10_390,
      },
    ]);
    expect(snapshot.totals).toEqual({
      goods: 30_000,
      discount: 9_220,
      delivery: 0,
      fee: 0,
      total: 20_780,
      policy: 'p1',
    });
  });

  test('is the same for a member and a source in each tab, and another for another member', async () => {
    const { draw } = createShop();
    const first = await draw();
    expect((await draw()).id).toBe(first.id);
    expect((await draw({ lines: [{ ...nano, quantity: 1 }] })).id).toBe(first.id);
    expect((await draw({ source: 'item:1' })).id).not.toBe(first.id);
    expect((await draw({}, 'm2')).id).not.toBe(first.id);
  });

  test('has a new revision exactly when lines, prices or the total change', async () => {
    const { draw, world } = createShop();
    const { snapshot } = await draw();
    expect((await draw()).snapshot.revision).toBe(snapshot.revision);
    const changed = [
      (await draw({ lines: [{ ...nano, quantity: 3 }] })).snapshot.revision,
      (await draw({ postcode: '63001' })).snapshot.revision,
    ];
    world.prices.set('1', { list: 15_000, final: 10_000 });
    changed.push((await draw()).snapshot.revision);
    expect(new Set([snapshot.revision, ...changed]).size).toBe(4);
  });

  test('names items that cannot be ordered', async () => {
    const { draw, world } = createShop();
    world.prices.delete('2');
    const { snapshot } = await draw({ lines: [nano, { productId: '9', itemId: '2', quantity: 1 }] });
    expect(snapshot.missing).toEqual(['2']);
    expect(snapshot.totals.total).toBe(20_780);
  });

  test('has older prices while prices cannot be read, and is then not `current`', async () => {
    const { draw, world, post } = createShop();
    const { id, snapshot } = await draw();
    world.loses = (slice) => slice === 'pricing';
    expect(await draw()).toMatchObject({ id, current: false, snapshot });
    expect((await post(paths.drafts, { source: 'cart', lines: [{ ...nano, quantity: 1 }] })).status).toBe(
      503,
    );
  });

  test('of another member is 404', async () => {
    const { draw, post } = createShop();
    const { id } = await draw();
    expect((await post(paths.quotes(id), {}, 'm2')).status).toBe(404);
    expect((await post(paths.quotes(id), {}, 'm1')).status).toBe(200);
  });

  test.each([
    ['a negative quantity', { lines: [{ ...nano, quantity: -1 }] }],
    ['half a piece', { lines: [{ ...nano, quantity: 0.5 }] }],
    ['no lines', { lines: [] }],
    ['an unknown source', { source: 'wishlist' }],
    ['a malformed postcode', { postcode: '123' }],
    ['a postcode without delivery', { postcode: '99999' }],
  ])('with %s is 422', async (_, change) => {
    const { post } = createShop();
    expect((await post(paths.drafts, { source: 'cart', lines: [nano], ...change })).status).toBe(422);
  });

  test('brings the coupons that the member may use, unless its prices are older', async () => {
    const { draw, quote, world } = createShop();
    const offers = [{ code: 'order-1000', name: 'order-1000', class: 'order', from: 0, expiresAt: 1 }];
    const drawn = await draw();
    expect(drawn.offers).toMatchObject(offers);
    expect((await quote(drawn.id)).offers).toMatchObject(offers);
    world.loses = (slice) => slice === 'pricing';
    expect((await draw({ resume: true })).offers).toBeUndefined();
  });

  test('that is opened again without a change is one read of the store, and no write', async () => {
    const { draw, env, world } = createShop();
    const first = await draw();
    const counted = countReads(env.DB);
    env.DB = counted;
    const cost = async (change: object) => {
      counted.reset();
      return [(await draw({ resume: true, ...change })).id === first.id, counted.calls()];
    };
    expect(await cost({})).toEqual([true, 1]);
    expect(await cost({ lines: [{ ...nano, quantity: 1 }] })).toEqual([true, 2]);
    expect(await cost({ lines: [{ ...nano, quantity: 1 }] })).toEqual([true, 1]);
    world.prices.set('1', { list: 15_000, final: 10_000 });
    expect(await cost({ lines: [{ ...nano, quantity: 1 }] })).toEqual([true, 2]);
    await env.DB.prepare('UPDATE draft SET drawn_at = drawn_at - 3600000').run();
    expect(await cost({ lines: [{ ...nano, quantity: 1 }] })).toEqual([true, 2]);
  });

  test('is only for members', async () => {
    expect((await createShop().post(paths.drafts, { source: 'cart', lines: [nano] }, '')).status).toBe(401);
  });
});

describe('placing an order', () => {
  test('stores its content, starts its saga and publishes an event', async () => {
    const { place, read, started, settle, world } = createShop();
    const placed = await place();
    expect(placed.status).toBe(201);
    const { id, again } = v.parse(Placed, await placed.json());
    expect(again).toBe(false);
    expect(id).toMatch(/^\d{8}-\d{12}$/);
    const order = await read(id);
    expect(order).toMatchObject({
      id,
      state: 'PENDING',
      reason: null,
      totals: { total: 20_780 },
      address: { ...address, phone: '01012345678' },
      method: 'card',
      cancellable: true,
      history: [{ state: 'PENDING' }],
    });
    await settle();
    expect(started).toEqual([id]);
    expect(world.events).toMatchObject([
      { type: 'order.placed', data: { orderId: id, memberId: 'm1', lines: [nano], origin: 'cart' } },
    ]);
  });

  test('encrypts the address and the payment token', async () => {
    const { place, env } = createShop();
    await place();
    const rows = await env.DB.prepare('SELECT * FROM orders').all();
    const text = JSON.stringify(rows);
    for (const secret of ['김조각', '01012345678', '테헤란로', '2층', 'tok_ok'])
      expect(text).not.toContain(secret);
  });

  test('from two tabs, twice and at the same time makes one order', async () => {
    const { draw, place, page, started, settle, world } = createShop();
    const [one, other] = [await draw(), await draw()];
    const answers = await Promise.all(
      [one, other, one, other].map(async ({ id, snapshot }) =>
        place({ draft: id, revision: snapshot.revision }),
      ),
    );
    const placed = await Promise.all(answers.map(async (answer) => v.parse(Placed, await answer.json())));
    expect(new Set(placed.map(({ id }) => id)).size).toBe(1);
    expect(placed.filter(({ again }) => !again).length).toBe(1);
    const later = v.parse(Placed, await (await place({ draft: one.id, revision: 'any' })).json());
    expect(later).toEqual({ id: placed[0]?.id as string, again: true, fromCart: [] });
    expect([...world.hidden]).toEqual([[placed[0]?.id as string, [{ itemId: '1', quantity: 2 }]]]);
    expect((await page()).orders.length).toBe(1);
    await settle();
    expect(started.length).toBe(1);
  });

  test('by "buy now" does not change the cart', async () => {
    const { draw, place, world } = createShop();
    const { id, snapshot } = await draw({ source: 'item:1' });
    expect((await place({ draft: id, revision: snapshot.revision })).status).toBe(201);
    expect(world.hidden.size).toBe(0);
  });

  test('succeeds while the cart is away', async () => {
    const { place, world } = createShop();
    world.loses = (slice) => slice === 'cart';
    expect((await place()).status).toBe(201);
  });

  test('makes room for a new draft', async () => {
    const { draw, place } = createShop();
    const { id } = await draw();
    await place();
    expect((await draw()).id).not.toBe(id);
  });

  test('ignores prices and the member in the request', async () => {
    const { place, read } = createShop();
    const sent = { total: 1, price: 1, discount: 99_999, totals: { total: 1 }, member: 'm2', lines: [] };
    const { id } = v.parse(Placed, await (await place(sent)).json());
    expect((await read(id)).totals.total).toBe(20_780);
  });

  test('is refused after a price change until the shopper has seen it', async () => {
    const { draw, place, world, page, quote } = createShop();
    const { id, snapshot } = await draw();
    world.prices.set('1', { list: 15_000, final: 11_000 });
    const refused = await place({ draft: id, revision: snapshot.revision });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ reason: 'changed' });
    expect((await page()).orders).toEqual([]);
    const { revision, totals } = (await quote(id)).snapshot;
    expect(totals.total).toBe(22_000);
    expect((await place({ draft: id, revision })).status).toBe(201);
  });

  test('to a farther address with coupons costs the amount of its quote', async () => {
    const { draw, place, quote, read } = createShop();
    const { id } = await draw();
    const coupons = ['order-1000', 'ship-free'];
    const far = { ...address, postcode: '63001' };
    const { revision, totals } = (await quote(id, { coupons, postcode: '63001' })).snapshot;
    expect(totals).toEqual({
      goods: 30_000,
      discount: 10_220,
      delivery: 3_000,
      fee: 5_500,
      total: 22_780,
      policy: 'p1',
    });
    expect((await place({ draft: id, revision, coupons })).status).toBe(409);
    const placed = await place({ draft: id, revision, coupons, address: far });
    expect(await read(v.parse(Placed, await placed.json()).id)).toMatchObject({ totals, coupons: [{}, {}] });
  });

  test.each<[string, number, object, string]>([
    ['an unknown coupon', 422, { coupons: ['nonsense'] }, 'coupon-refused'],
    ['a postcode without delivery', 422, { address: { ...address, postcode: '99999' } }, 'no-such-place'],
    ['an unknown draft', 404, { draft: 'nonsense' }, 'no-such-draft'],
  ])('with %s is %d', async (_, status, change, reason) => {
    const { place, page } = createShop();
    const refused = await place(change);
    expect(refused.status).toBe(status);
    expect(await refused.json()).toMatchObject({ reason });
    expect((await page()).orders).toEqual([]);
  });

  test.each([
    ['address', 'recipient', { address: { ...address, recipient: ' ' } }],
    ['address', 'phone', { address: { ...address, phone: '12' } }],
    ['method', '', { method: 'barter' }],
    ['token', '', { token: '' }],
    ['revision', '', { revision: undefined }],
  ])('with a wrong %s %s is 422 and names the field', async (field, part, change) => {
    const refused = await createShop().place(change);
    expect(refused.status).toBe(422);
    const { errors } = (await refused.json()) as { errors: { field: string }[] };
    expect(errors.map((error) => error.field)).toEqual([part ? `${field}.${part}` : field]);
  });

  test('of too many pieces is refused with the number that is left, and stores nothing', async () => {
    const { draw, place, page, world } = createShop();
    const { id, snapshot } = await draw({ lines: [{ ...nano, quantity: 999 }] });
    const refused = await place({ draft: id, revision: snapshot.revision });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      reason: 'short',
      errors: [{ field: '1', message: '3 left' }],
    });
    expect((await page()).orders).toEqual([]);
    // While the stock cannot be read, the reservation decides.
    world.loses = (slice) => slice === 'inventory';
    expect((await place({ draft: id, revision: snapshot.revision })).status).toBe(201);
  });

  test('is refused if nobody can pay, and stores and reserves nothing', async () => {
    const { draw, place, page, world, started } = createShop();
    const { id, snapshot } = await draw();
    world.provider = null;
    const refused = await place({ draft: id, revision: snapshot.revision });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ reason: 'no-provider' });
    expect((await page()).orders).toEqual([]);
    expect([started, world.hidden.size, world.reserved.size]).toEqual([[], 0, 0]);
    // If the ways to pay cannot be read, the saga finds out.
    world.loses = (slice) => slice === 'payment';
    expect((await place({ draft: id, revision: snapshot.revision })).status).toBe(201);
  });

  test('with an approved payment of another draft is refused', async () => {
    const { draw, place, env, read } = createShop();
    const { id, snapshot } = await draw();
    const paid = { draft: id, revision: snapshot.revision, token: 'tgen_1' };
    for (const reference of ['another-1', id, `x${id}-1`]) {
      const refused = await place({ ...paid, reference });
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({ reason: 'other-payment' });
    }
    const placed = await place({ ...paid, reference: `${id}-1` });
    const { id: order } = (await placed.json()) as { id: string };
    const { personal } = (await createOrderStore(env.DB).read(order)) as { personal: string };
    expect(await createSealer(personalKeys).open(personal, order)).toMatchObject({
      token: 'tgen_1',
      reference: `${id}-1`,
    });
    expect((await read(order)).state).toBe('PENDING');
  });

  test('is 503 while prices cannot be read, and may be repeated', async () => {
    const { draw, place, world } = createShop();
    const { id, snapshot } = await draw();
    world.loses = (slice) => slice === 'pricing';
    expect((await place({ draft: id, revision: snapshot.revision }, 'k')).status).toBe(503);
    world.loses = () => false;
    expect((await place({ draft: id, revision: snapshot.revision }, 'k')).status).toBe(201);
  });
});

describe('a filled-in checkout form', () => {
  const form = {
    ...{ address: 'new', ...address, postcode: '63001' },
    ...{ coupons: ['order-1000'], method: 'card', save: true },
  };

  test('is stored with the draft, encrypted, and used when the checkout is opened again', async () => {
    const { draw, quote, env } = createShop();
    const { id, snapshot } = await draw();
    const recounted = await quote(id, { postcode: '63001', coupons: ['order-1000'], form });
    expect(recounted.snapshot.totals.total).not.toBe(snapshot.totals.total);
    const again = await quote(id, { postcode: '06236', resume: true });
    expect(again).toMatchObject({ form, snapshot: { revision: recounted.snapshot.revision } });
    expect(await draw({ resume: true })).toMatchObject({
      form,
      snapshot: { revision: recounted.snapshot.revision },
    });
    expect((await draw()).form).toBeUndefined();
    const text = JSON.stringify(await env.DB.prepare('SELECT * FROM draft').all());
    for (const secret of ['김조각', '테헤란로', '2층']) expect(text).not.toContain(secret);
  });

  test('with a postcode without delivery is still shown', async () => {
    const { draw, quote } = createShop();
    const { id } = await draw();
    const bad = { ...form, postcode: '99999' };
    expect((await quote(id, { form: bad, resume: true })).form).toEqual(bad);
    expect((await quote(id, { resume: true })).form).toEqual(bad);
  });

  test('survives the end of a session: it is sealed for its own draft, for an hour', async () => {
    const { draw, quote, post, env } = createShop();
    const [mine, theirs] = [await draw(), await draw({}, 'm2')];
    const sealed = await post(paths.forms, { draft: mine.id, form }, '');
    const { typed } = (await sealed.json()) as { typed: string };
    expect(typed).not.toContain('김조각');
    const other = await post(paths.quotes(theirs.id), { typed, resume: true }, 'm2');
    expect(v.parse(Draft, await other.json()).form).toBeUndefined();
    expect((await quote(mine.id, { typed: `${typed}x`, resume: true })).form).toBeUndefined();
    expect((await quote(mine.id, { typed, resume: true })).form).toEqual(form);
    // The draft stores it from now on.
    expect((await quote(mine.id, { resume: true })).form).toEqual(form);
    const early = createCheckoutForms(env.ORDER_KEYS, () => Date.now() - 61 * 60_000);
    const old = await early.seal({ ...form, recipient: '옛날' }, mine.id);
    expect((await quote(mine.id, { typed: old, resume: true })).form).toEqual(form);
  });
});

describe('an order that was undone', () => {
  test('can be ordered again with the same lines, address and coupons', async () => {
    const { draw, place, post, end, read } = createShop();
    const { id: draft } = await draw();
    const far = { ...address, postcode: '63001' };
    const { revision } = (await draw({ postcode: '63001' })).snapshot;
    const placed = await place({ draft, revision, address: far });
    const { id } = v.parse(Placed, await placed.json());
    expect((await post(paths.again(id), {})).status).toBe(409);
    await end(id, 'declined');
    const again = v.parse(Draft, await (await post(paths.again(id), {})).json());
    expect(again).toMatchObject({
      source: 'cart',
      orderId: null,
      form: { address: 'new', ...far, phone: '01012345678', coupons: [], method: 'card' },
      snapshot: { lines: [nano], revision },
    });
    expect(again.id).not.toBe(draft);
    expect(v.parse(Draft, await (await post(paths.again(id), {})).json()).id).toBe(again.id);
    expect((await post(paths.again(id), {}, 'm2')).status).toBe(404);
    const second = await place({ draft: again.id, revision: again.snapshot.revision, address: far });
    expect((await read(v.parse(Placed, await second.json()).id)).lines).toMatchObject([nano]);
  });
});

test('ordering again is two calls of the store, and one more while a draft is open', async () => {
  const { place, post, end, env, get, settle } = createShop();
  const { id } = v.parse(Placed, await (await place()).json());
  await end(id, 'declined');
  await settle();
  const counted = countReads(env.DB);
  env.DB = counted;
  const again = async () => {
    counted.reset();
    const draft = v.parse(Draft, await (await post(paths.again(id), {})).json());
    return { draft, calls: counted.calls() };
  };
  const [first, second] = [await again(), await again()];
  expect([first.calls, second.calls]).toEqual([2, 3]);
  expect(second.draft.id).toBe(first.draft.id);
  const open = v.parse(Draft, await (await get(paths.openDraft('cart'))).json());
  expect(open.form).toMatchObject({ recipient: '김조각' });
});

describe('the stream of an order', () => {
  test('is for its owner, at most three at the same time, and sends a cancellation at once', async () => {
    const { place, get, post, settle } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    expect((await get(paths.events(id), 'm2')).status).toBe(404);
    const streams = [await get(paths.events(id)), await get(paths.events(id)), await get(paths.events(id))];
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
    const refused = await get(paths.events(id));
    expect([refused.status, await refused.json()]).toMatchObject([429, { reason: 'too-many-streams' }]);
    await post(paths.cancellation(id), {});
    await settle();
    const reader = streams[0]?.body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect([await read(), await read()]).toEqual([
      expect.stringContaining('"reason":null'),
      expect.stringContaining('"reason":"customer"'),
    ]);
    await Promise.all([reader?.cancel(), ...streams.slice(1).map(({ body }) => body?.cancel())]);
    expect((await get(paths.events(id))).status).toBe(200);
  });
});

describe('workflows of orders', () => {
  test('are removed some time after their end, and not while they are needed', async () => {
    const { draw, place, advance, end, env, started, settle, post } = createShop();
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { id, snapshot } = await draw({ lines: [{ ...nano, quantity: 1 }] });
      const placed = await place({ draft: id, revision: snapshot.revision });
      ids.push(v.parse(Placed, await placed.json()).id);
    }
    await settle();
    const [failed = '', whole = '', busy = ''] = ids;
    await end(failed, 'declined');
    await advance(whole, 'FULFILLING');
    const later = Date.now() + 11 * 60_000;
    expect(await removeSagas(env, Date.now())).toBe(0);
    expect(await removeSagas(env, later)).toBe(2);
    expect(started).toEqual([busy]);
    expect(await removeSagas(env, later)).toBe(0);
    // A cancellation after the hand-over starts a workflow again.
    await post(paths.cancellation(whole), {});
    await settle();
    expect(started).toEqual([busy, `${whole}-undo`]);
    expect(await removeSagas(env, later)).toBe(0);
    await end(whole, 'customer', 'REFUNDED');
    expect(await removeSagas(env, later)).toBe(1);
    expect(started).toEqual([busy]);
  });
});

describe('an idempotency key', () => {
  test('with the same body gives the same order, and with another body is 422', async () => {
    const { draw, place, page } = createShop();
    const { id, snapshot } = await draw();
    const body = { draft: id, revision: snapshot.revision };
    const first = v.parse(Placed, await (await place(body, 'k')).json());
    expect(await (await place(body, 'k')).json()).toEqual({ id: first.id, again: true, fromCart: [] });
    const other = await place({ ...body, method: 'transfer' }, 'k');
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ reason: 'key-reused' });
    expect((await page()).orders.length).toBe(1);
  });

  test('is looked up with the draft, and answered with the order: two calls of the store', async () => {
    const { draw, place, env } = createShop();
    const { id, snapshot } = await draw();
    const counted = countReads(env.DB);
    env.DB = counted;
    env.EVENTS = { fetch: () => new Promise(() => {}) };
    const placed = await place({ draft: id, revision: snapshot.revision }, 'k');
    expect(placed.status).toBe(201);
    // Two more lease what is in the outbox, after the response.
    expect(counted.calls()).toBeLessThanOrEqual(4);
    const kept = await env.DB.prepare('SELECT order_id AS "order" FROM placement').first<{ order: string }>();
    expect(kept?.order).toBe(v.parse(Placed, await placed.json()).id);
  });

  test('of a request that is under way is 409', async () => {
    const { draw, place, env } = createShop();
    const { id, snapshot } = await draw();
    const body = { draft: id, revision: snapshot.revision };
    const pricing = env.PRICING;
    let second: Response | undefined;
    env.PRICING = {
      async fetch(request) {
        second ??= await place(body, 'k');
        return pricing.fetch(request);
      },
    };
    expect((await place(body, 'k')).status).toBe(201);
    const refused = second as Response;
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ reason: 'in-flight' });
  });

  test('of a request without an answer can be used again after half a minute', async () => {
    const { draw, place, env } = createShop();
    const { id, snapshot } = await draw();
    const body = { draft: id, revision: snapshot.revision };
    await place({ ...body, revision: 'x' }, 'k');
    expect((await place(body, 'k')).status).toBe(201);
    await env.DB.prepare('UPDATE placement SET order_id = NULL, started_at = started_at - 31000').run();
    expect(await (await place(body, 'k')).json()).toMatchObject({ again: true });
  });

  test('may be the same for two members', async () => {
    const { draw, place } = createShop();
    const [mine, theirs] = [await draw(), await draw({}, 'm2')];
    const of = ({ id, snapshot }: Draft) => ({ draft: id, revision: snapshot.revision });
    const first = v.parse(Placed, await (await place(of(mine), 'k')).json());
    const second = v.parse(Placed, await (await place(of(theirs), 'k', 'm2')).json());
    expect(second.id).not.toBe(first.id);
  });
});

describe('reading orders', () => {
  test('of another member is 404 and publishes an event', async () => {
    const { place, get, post, settle, world } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    expect((await get(paths.order(id), 'm2')).status).toBe(404);
    expect((await post(paths.cancellation(id), {}, 'm2')).status).toBe(404);
    expect((await get(paths.order('20190515-000000000000'), 'm2')).status).toBe(404);
    await settle();
    // An event may be sent twice, with the same id.
    const denied = new Map(world.events.map((event) => [event.id, event]));
    expect([...denied.values()].filter(({ type }) => type === 'access.denied')).toMatchObject([
      { data: { resource: 'order', id, member: 'm2' } },
      { data: { resource: 'order', id, member: 'm2' } },
    ]);
  });

  test("gives the member's own orders, the newest first, page by page", async () => {
    const { draw, place, page } = createShop();
    const ids: string[] = [];
    for (let count = 0; count < 11; count++) {
      const { id, snapshot } = await draw();
      const placed = await place({ draft: id, revision: snapshot.revision });
      ids.unshift(v.parse(Placed, await placed.json()).id);
    }
    const pages = [await page(1), await page(2), await page(9)] as const;
    expect(pages.map(({ page, pages, orders }) => [page, pages, orders.length])).toEqual([
      [1, 2, 10],
      [2, 2, 1],
      [2, 2, 1],
    ]);
    expect(new Set([...pages[0].orders, ...pages[1].orders].map(({ id }) => id))).toEqual(new Set(ids));
    expect((await page(1, 'm2')).orders).toEqual([]);
  });
});

describe('cancelling an order', () => {
  test('is done by its running saga', async () => {
    const { place, post, read, started, settle } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    const cancelled = await post(paths.cancellation(id), {});
    expect(cancelled.status).toBe(202);
    expect(v.parse(Order, await cancelled.json())).toMatchObject({ reason: 'customer', cancellable: false });
    await settle();
    expect(started).toEqual([id]);
    expect((await read(id)).reason).toBe('customer');
  });

  test('after the hand-over is done by another saga', async () => {
    const { place, post, advance, started, settle } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    await advance(id, 'FULFILLING');
    expect((await post(paths.cancellation(id), {})).status).toBe(202);
    expect((await post(paths.cancellation(id), {})).status).toBe(202);
    await settle();
    expect(started).toEqual([id, `${id}-undo`]);
  });

  test('twice is the same, also after it has ended', async () => {
    const { place, post, end } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    expect((await post(paths.cancellation(id), {})).status).toBe(202);
    expect((await post(paths.cancellation(id), {})).status).toBe(202);
    await end(id, 'customer');
    const again = await post(paths.cancellation(id), {});
    expect(again.status).toBe(202);
    expect(v.parse(Order, await again.json())).toMatchObject({ state: 'CANCELLED', reason: 'customer' });
  });

  test('is one call of the store, and does nothing to the order of another member', async () => {
    const { place, post, read, env } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    const touched = () => env.DB.prepare('SELECT touched_at AS time FROM orders').first<{ time: number }>();
    const before = await touched();
    expect((await post(paths.cancellation(id), {}, 'm2')).status).toBe(404);
    expect(await touched()).toEqual(before);
    expect((await read(id)).reason).toBeNull();
    const counted = countReads(env.DB);
    env.DB = counted;
    const cancelled = await post(paths.cancellation(id), {});
    expect(v.parse(Order, await cancelled.json()).history).toHaveLength(1);
    expect(counted.calls()).toBe(1);
  });

  test('is too late after the order has failed', async () => {
    const { place, post, end } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    await end(id, 'declined');
    expect((await post(paths.cancellation(id), {})).status).toBe(409);
  });

  test('is too late after the delivery', async () => {
    const { place, post, advance, deliver, read } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    await advance(id, 'FULFILLING');
    await deliver(id);
    const refused = await post(paths.cancellation(id), {});
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ reason: 'too-late' });
    expect(await read(id)).toMatchObject({ state: 'DELIVERED', reason: null, cancellable: false });
  });
});

describe('the event of a delivered shipment', () => {
  test('makes the order delivered once, and publishes an event', async () => {
    const { place, advance, deliver, read, env } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    await advance(id, 'FULFILLING');
    expect(await deliver(id)).toBe('ack');
    expect(await deliver(id)).toBe('ack');
    expect((await read(id)).history.map(({ state }) => state).slice(-2)).toEqual(['FULFILLING', 'DELIVERED']);
    const { results } = await env.DB.prepare('SELECT event FROM outbox').all<{ event: string }>();
    const types = results.map(({ event }) => JSON.parse(event).type);
    expect(types.filter((type) => type === 'order.delivered').length).toBe(1);
  });

  test('changes nothing for an order that is being undone, or that is unknown', async () => {
    const { place, post, advance, deliver, read } = createShop();
    const { id } = v.parse(Placed, await (await place()).json());
    await advance(id, 'FULFILLING');
    await post(paths.cancellation(id), {});
    expect(await deliver(id)).toBe('ack');
    expect(await deliver('nonsense')).toBe('ack');
    expect((await read(id)).state).toBe('FULFILLING');
  });
});

test('the drafts of a member who leaves are deleted, and orders stay', async () => {
  const { env, place, draw, leave, read } = createShop();
  const { id } = v.parse(Placed, await (await place()).json());
  await draw();
  const openDrafts = () =>
    env.DB.prepare("SELECT COUNT(*) AS count FROM draft WHERE member = 'm1' AND order_id IS NULL").first();
  expect(await openDrafts()).toEqual({ count: 1 });
  expect(await leave('m1')).toBe('ack');
  expect(await openDrafts()).toEqual({ count: 0 });
  expect((await read(id)).id).toBe(id);
});

describe('the watchdog of sagas', () => {
  test('starts only stuck sagas again: lost by the runtime, never started, or to be undone', async () => {
    const { draw, place, advance, env, started, settle, post } = createShop();
    const ids: string[] = [];
    for (let count = 0; count < 4; count++) {
      const { id, snapshot } = await draw();
      const placed = await place({ draft: id, revision: snapshot.revision });
      ids.push(v.parse(Placed, await placed.json()).id);
    }
    await settle();
    const [lost = '', never = '', undoing = '', whole = ''] = ids;
    started.splice(started.indexOf(never), 1);
    await advance(undoing, 'FULFILLING');
    await advance(whole, 'FULFILLING');
    await post(paths.cancellation(undoing), {});
    await settle();
    started.splice(started.indexOf(`${undoing}-undo`), 1);
    const before = [...started];
    expect(await watchSagas(env, Date.now() + 119_000)).toBe(0);
    expect(await watchSagas(env, Date.now() + 121_000)).toBe(3);
    expect(started.filter((each) => !before.includes(each)).sort()).toEqual(
      [`${lost} again`, never, `${undoing}-undo`].sort(),
    );
  });
});

/** The service with stand-ins for the other slices, and a member `m1` with a cart of two pieces. */
function createShop() {
  const house = createTestHouse();
  const { env, tokenFor } = house;
  const waiting: Promise<unknown>[] = [];
  const context = {
    waitUntil: (work: Promise<unknown>) => void waiting.push(work),
    passThroughOnException() {},
  };

  const send = async (path: string, init: RequestInit, member: string) => {
    const token = member ? await tokenFor({ member, audience: ['order', 'pricing', 'cart', 'member'] }) : '';
    const sent = { ...(token ? { [headers.identity]: token } : {}), ...(init.headers as object) };
    return worker.request(path, { ...init, headers: sent }, env, context as never);
  };
  const get = (path: string, member = 'm1') => send(path, {}, member);
  const post = (path: string, body: object, member = 'm1', key = '') =>
    send(
      path,
      {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      },
      member,
    );
  const draw = async (change: object = {}, member = 'm1') =>
    v.parse(
      Draft,
      await (await post(paths.drafts, { source: 'cart', lines: [nano], ...change }, member)).json(),
    );

  return {
    ...house,
    get,
    post,
    draw,
    async settle() {
      while (waiting.length > 0) await waiting.shift();
    },
    quote: async (draft: string, input: object = {}) =>
      v.parse(Draft, await (await post(paths.quotes(draft), input)).json()),
    async place(change: object = {}, key = '', member = 'm1') {
      const drawn = 'draft' in change ? undefined : await draw({}, member);
      const own = drawn ? { draft: drawn.id, revision: drawn.snapshot.revision } : {};
      const body = { revision: '', address, coupons: [], method: 'card', token: 'tok_ok', ...own, ...change };
      return post(paths.orders, body, member, key);
    },
    read: async (id: string) => v.parse(Order, await (await get(paths.order(id))).json()),
    page: async (page = 1, member = 'm1') =>
      v.parse(OrderPage, await (await get(paths.page(page), member)).json()),
    async advance(id: string, to: 'FULFILLING') {
      const journal = createJournal(toContext(env), id);
      const way = ['PENDING', 'RESERVED', 'AUTHORIZED', 'CONFIRMED', 'CAPTURED', to] as const;
      for (const [index, state] of way.slice(1).entries())
        expect(await journal.move(way[index] as (typeof way)[number], state)).toBe(true);
    },
    async end(id: string, reason: EndReason, to: 'CANCELLED' | 'REFUNDED' = 'CANCELLED') {
      const journal = createJournal(toContext(env), id);
      await journal.abandon(reason);
      await journal.finish((await journal.look()).state, to);
    },
    deliver: (orderId: string) => hear('shipment.delivered', 'transport-service', { orderId }),
    leave: (memberId: string) => hear('member.left', 'member-service', { memberId }),
  };

  async function hear(type: string, source: string, data: object) {
    let outcome = '';
    const event = { id: '0197e0d0-0000-7000-8000-000000000001', type, time: 1 };
    const body = { ...event, source, data };
    const take = (name: string) => () => {
      outcome = name;
    };
    const message = { body, ack: take('ack'), retry: take('retry') };
    await worker.queue({ messages: [message] } as never, env);
    return outcome;
  }
}
