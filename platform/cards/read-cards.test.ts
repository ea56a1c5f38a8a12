import { expect, test } from 'bun:test';
import { type CardList, type CardOwners, readCards } from './read-cards.ts';

const list = [
  { productId: '2', itemId: '21', name: '공' },
  { productId: '1', itemId: '11', name: '블록' },
];
const price = { list: 15_000, final: 10_390, discountPercent: 30 };
const arrival = { day: '2019-05-16', guaranteed: true };
const whole: CardList = {
  cards: ['2', '1'].map((productId) => ({
    ...{ productId, itemId: `${productId}1`, title: `상품 ${productId}`, image: `/${productId}.svg` },
    ...{ badges: ['rocket'], price, rating: { average: 5, count: 1 }, stock: 'low', arrival },
  })),
  complete: true,
};

type Fault = 'fails' | 'hangs';

test('the cards of a list merge one call to each owner, in the order of the list', async () => {
  const { owners, asked } = openOwners();
  expect(await readCards(caller(), { owners, list })).toEqual({ ok: true, value: whole });
  expect(asked.sort()).toEqual([
    'INVENTORY /stocks?items=21,11',
    'PRICING /prices?items=21,11',
    'PRODUCT /products?ids=2,1',
    'REVIEW /ratings?products=2,1',
    'TRANSPORT /promises?region=capital',
  ]);
});

test('an empty list has no cards and calls no owner', async () => {
  const { owners, asked } = openOwners();
  expect(await readCards(caller(), { owners, list: [] })).toEqual({
    ok: true,
    value: { cards: [], complete: true },
  });
  expect(asked).toEqual([]);
});

test.each([
  ['PRICING', 'price'],
  ['REVIEW', 'rating'],
  ['INVENTORY', 'stock'],
  ['TRANSPORT', 'arrival'],
] as const)('if %s fails, the cards have a gap at %s and are not complete', async (owner, gap) => {
  const { owners } = openOwners({ [owner]: 'fails' });
  expect(await readCards(caller(), { owners, list })).toEqual({
    ok: true,
    value: { cards: whole.cards.map((card) => ({ ...card, [gap]: null })), complete: false },
  });
});

test('if PRODUCT fails, the list fails', async () => {
  const { owners } = openOwners({ PRODUCT: 'fails' });
  expect(await readCards(caller(), { owners, list })).toMatchObject({ ok: false, reason: 'unavailable' });
});

test('owners get 800 ms, and PRODUCT the time of the request unless there are stand-ins', async () => {
  const patient = openOwners();
  await readCards(caller(4_000), { owners: patient.owners, list });
  const { PRODUCT, ...others } = patient.deadlines;
  expect(PRODUCT).toBeGreaterThan(800);
  expect(Object.values(others).map((left) => left <= 800)).toEqual([true, true, true, true]);
  const quick = openOwners();
  await readCards(caller(4_000), { owners: quick.owners, list, standIn: () => undefined });
  expect(quick.deadlines.PRODUCT).toBeLessThanOrEqual(800);
});

test('if an owner hangs, the cards have a gap and are not complete', async () => {
  const { owners } = openOwners({ PRICING: 'hangs' });
  expect(await readCards(caller(), { owners, list })).toEqual({
    ok: true,
    value: { cards: whole.cards.map((card) => ({ ...card, price: null })), complete: false },
  });
});

test('stand-ins show what the caller knows while PRODUCT fails, and promise no arrival', async () => {
  const { owners } = openOwners({ PRODUCT: 'fails' });
  const standIn = ({ name }: { name: string }) => ({ title: name, image: 'data:,' });
  const cards = whole.cards.map((card, at) => ({
    ...{ ...card, title: list[at]?.name as string, image: 'data:,' },
    ...{ badges: [], arrival: null },
  }));
  expect(await readCards(caller(), { owners, list, standIn })).toEqual({
    ok: true,
    value: { cards, complete: false },
  });
});

test('a product without a stand-in has no card while PRODUCT fails', async () => {
  const { owners } = openOwners({ PRODUCT: 'fails' });
  expect(await readCards(caller(), { owners, list, standIn: () => undefined })).toEqual({
    ok: true,
    value: { cards: [], complete: false },
  });
});

/** @param left milliseconds until the deadline of the request */
function caller(left = 5_000) {
  return {
    var: {
      trace: { id: 'a'.repeat(32), span: 'b'.repeat(16) },
      ...{ language: 'ko' as const, token: undefined, expires: Date.now() + left },
    },
    req: { raw: { signal: new AbortController().signal } },
  };
}

/** Creates the five owners. They know any product and answer in reverse order. */
function openOwners(faults: Partial<Record<keyof CardOwners, Fault>> = {}) {
  const asked: string[] = [];
  const deadlines: Record<string, number> = {};
  const serve = (owner: keyof CardOwners, answer: (ids: string[]) => object) => ({
    async fetch({ url, signal, headers }: Request): Promise<Response> {
      const { pathname, search, searchParams } = new URL(url);
      asked.push(`${owner} ${pathname}${search}`);
      deadlines[owner] = Number(headers.get('x-jogakbo-deadline'));
      if (faults[owner] === 'fails') return new Response(null, { status: 503 });
      if (faults[owner] === 'hangs')
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      const [ids = ''] = searchParams.values();
      return Response.json(answer(ids.split(',').reverse()));
    },
  });
  const owners: CardOwners = {
    PRODUCT: serve('PRODUCT', (ids) => ({
      products: ids.map((id) => ({
        ...{ id, itemId: `${id}1`, title: `상품 ${id}`, brand: '', category: 'toys' },
        ...{ image: `/${id}.svg`, badges: ['rocket'], createdAt: 1 },
      })),
    })),
    PRICING: serve('PRICING', (ids) => ({
      prices: ids.map((itemId) => ({
        ...{ ...price, itemId, productId: itemId.slice(0, -1), unit: null, coupon: null },
      })),
    })),
    REVIEW: serve('REVIEW', (ids) => ({
      ratings: ids.map((productId) => ({ productId, average: 5, count: 1, histogram: [0, 0, 0, 0, 1] })),
    })),
    INVENTORY: serve('INVENTORY', (ids) => ({
      stocks: ids.map((itemId) => ({
        ...{ itemId, productId: itemId.slice(0, -1), available: 3, level: 'low' },
      })),
    })),
    TRANSPORT: serve('TRANSPORT', () => ({
      promises: (['rocket', 'standard'] as const).map((service) => ({
        ...{ service, region: 'capital', arrival: '2019-05-16', daysAhead: 1, orderBefore: 0 },
      })),
    })),
  };
  return { owners, asked, deadlines };
}
