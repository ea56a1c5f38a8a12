import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createSliceBench, html } from './create-slice-bench.helper.ts';
import type { TestClock } from './create-test-clock.helper.ts';
import { type CopyStore, createDataCentre } from './data-centre.ts';

const shared = { 'cache-control': 'max-age=10, stale-while-revalidate=600', 'cache-tag': 'price-1' };
const slots = {
  price: { fragment: 'shop/price', fallback: () => 'no price' },
  cart: { fragment: 'shop/cart', fallback: () => 'no cart' },
} as const;

/** A store in memory that counts. */
function createStore() {
  const kept = new Map<string, string>();
  const store = {
    kept,
    reads: 0,
    writes: 0,
    read: async (key: string) => {
      store.reads += 1;
      return kept.get(key);
    },
    write: async (key: string, text: string) => {
      store.writes += 1;
      kept.set(key, text);
    },
  };
  return store;
}

/** An isolate in the data centre of `store`: the price is shared, the cart is personal. */
function createIsolate(store: CopyStore, clock?: TestClock) {
  let price = 0;
  const isolate = createSliceBench(
    {
      price: () => html(`<b>price ${++price}</b>`, shared),
      cart: (request) => {
        const member = request.headers.get('x-jogakbo-identity');
        return html(`<i>cart of ${member ?? 'a guest'}</i>`, shared);
      },
    },
    { dataCentre: createDataCentre(store), ...(clock ? { clock } : {}) },
  );
  isolate.manifest.personal = ['cart'];
  return isolate;
}

describe('a new isolate in a warm data centre', () => {
  async function createWarm() {
    const store = createStore();
    const first = createIsolate(store);
    const { text } = await first.open(slots);
    await first.clock.advance(0);
    store.reads = 0;
    const clock = first.clock;
    return { store, first, clock, text, second: createIsolate(store, clock) };
  }

  test('answers a guest with one read and no call', async () => {
    const { store, text, second } = await createWarm();
    expect((await second.open(slots)).text).toBe(text);
    expect(store.reads).toBe(1);
    expect(second.asked).toEqual([]);
    await second.open(slots);
    expect(store.reads).toBe(1);
  });

  test('reads the manifests of the frame for a page without an entry', async () => {
    const { store, second } = await createWarm();
    await second.open(slots, { params: { product: '2' } });
    expect(store.reads).toBe(2);
    expect(second.asked).not.toContain('/fragments.json');
  });

  test('keeps what it renews for the next new isolate', async () => {
    const { store, clock, second } = await createWarm();
    await clock.advance(20_000);
    await second.open(slots);
    await clock.advance(0);
    const third = createIsolate(store, clock);
    await third.open(slots);
    expect(third.asked).toEqual([]);
  });

  test('writes nothing if it renews nothing', async () => {
    const { store, second } = await createWarm();
    store.writes = 0;
    await second.open(slots);
    await second.open(slots, { identity: () => ({ 'x-jogakbo-identity': 'mina' }) });
    expect(store.writes).toBe(0);
  });

  test('asks a slice for the personal fragments of a member only', async () => {
    const { second } = await createWarm();
    const { text } = await second.open(slots, { identity: () => ({ 'x-jogakbo-identity': 'mina' }) });
    expect(text).toContain('cart of mina');
    expect(second.asked).toEqual(['/fragments/cart']);
  });

  test('shows a stale copy, and renews it', async () => {
    const { clock, second } = await createWarm();
    await clock.advance(20_000);
    expect((await second.open(slots)).text).toContain('price 1');
    expect(second.asked).toContain('/fragments/price');
  });

  test('asks for the manifest if those of the data centre are older than a minute', async () => {
    const { clock, second } = await createWarm();
    await clock.advance(61_000);
    await second.open(slots);
    expect(second.asked[0]).toBe('/fragments.json');
  });

  test('does not use the copies of another version', async () => {
    const { clock, second } = await createWarm();
    await clock.advance(61_000);
    const { answer } = second.manifest;
    second.manifest.answer = async (request) =>
      Response.json({ ...(await (await answer(request)).json()), version: 'v2' });
    await second.open(slots);
    expect(second.asked).toEqual(expect.arrayContaining(['/fragments/price', '/fragments/cart']));
  });

  test('does not show its visitor a copy from before their change', async () => {
    const { clock, second } = await createWarm();
    await clock.advance(1_000);
    await second.open(slots, { changes: [{ tag: 'price-1', at: clock.now() }] });
    expect(second.asked).toContain('/fragments/price');
  });

  test('takes in no copy whose tag ended here since it was made', async () => {
    const { clock, second } = await createWarm();
    await clock.advance(1_000);
    second.composer.expire('price-1');
    await second.open(slots);
    expect(second.asked).toContain('/fragments/price');
  });

  test('forgets the data centre when it is cleared', async () => {
    const { second } = await createWarm();
    second.composer.clear();
    await second.open(slots);
    expect(second.asked).toContain('/fragments/price');
  });
});

describe('a data centre that fails', () => {
  const frame = JSON.stringify({ at: 1e15, manifests: [{}] });
  test.each<[string, Partial<CopyStore>]>([
    ['throws', { read: () => Promise.reject(new Error('away')) }],
    ['hangs', { read: () => new Promise(() => {}) }],
    ['has nothing', { read: async () => undefined }],
    ['has another text', { read: async () => '<html>' }],
    ['has manifests of another shape', { read: async () => frame }],
    ['has copies of another shape', { read: async () => '{"copies":[[1]]}' }],
    ['cannot be written', { write: () => Promise.reject(new Error('full')) }],
  ])('and %s delays the page by 50 ms at most', async (_, fault) => {
    const isolate = createIsolate({ ...createStore(), ...fault });
    const { text, milliseconds } = await isolate.open(slots);
    expect(text).toContain('price 1');
    expect(milliseconds).toBeLessThanOrEqual(60);
  });
});

test('pages that wait for a slow data centre are taken on only as far as their calls can be made', async () => {
  const isolate = createSliceBench(
    { price: () => html('<b>price</b>', shared) },
    { callLimit: 40, dataCentre: createDataCentre({ ...createStore(), read: () => new Promise(() => {}) }) },
  );
  const { price } = slots;
  const opened = await Promise.all(Array.from({ length: 3 }, () => isolate.open({ price })));
  expect(opened.map(({ status }) => status)).toEqual([200, 200, 503]);
});

test('a confidential page leaves nothing in the data centre, and asks it for nothing', async () => {
  const store = createStore();
  const isolate = createIsolate(store);
  await isolate.open(slots, { params: { token: 'secret' } }, { confidential: true });
  await isolate.clock.advance(0);
  expect([store.reads, store.kept.size]).toEqual([0, 0]);
});

test('whatever members and guests ask for, their own answers are in no entry of the data centre', async () => {
  const names = ['mina', 'jun', undefined];
  const visits = fc.array(fc.record({ who: fc.constantFrom(...names), isolate: fc.nat(2) }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(visits, async (list) => {
      const store = createStore();
      const first = createIsolate(store);
      const isolates = [first, createIsolate(store, first.clock), createIsolate(store, first.clock)];
      const pages = await Promise.all(
        list.map(({ who, isolate }) =>
          isolates[isolate]?.open(slots, {
            identity: () => (who ? { 'x-jogakbo-identity': who } : undefined),
          }),
        ),
      );
      list.forEach(({ who }, index) => {
        expect(pages[index]?.text).toContain(`cart of ${who ?? 'a guest'}`);
      });
      expect([...store.kept.values()].join()).not.toMatch(/cart of (mina|jun)/);
    }),
    { numRuns: 40 },
  );
});
