import { describe, expect, test } from 'bun:test';
import { readBatch, toBatchAnswer } from './answer-batch.helper.ts';
import { createBatching } from './create-batching.ts';
import { createComposer } from './create-composer.ts';
import { type Answer, html } from './create-slice-bench.helper.ts';
import { createTestClock } from './create-test-clock.helper.ts';
import { createDataCentre } from './data-centre.ts';
import { definePage } from './page.ts';
import { frame, message } from './test-frame.helper.ts';

const told = 'x-jogakbo-hints';
const shared = { 'cache-control': 'max-age=10, stale-while-revalidate=60', 'cache-tag': 'toy' };
const page = definePage({
  head: { markup: () => '' },
  layout:
    '<slot name="stars"></slot><slot name="price"></slot><slot name="offer"></slot><slot name="title"></slot>',
  slots: {
    stars: { fragment: 'review/stars' },
    price: { fragment: 'pricing/price' },
    offer: { fragment: 'pricing/offer' },
    title: { fragment: 'product/title', primary: true },
  },
  hints: { from: 'title', for: ['pricing'] },
});

/** A shop of three slices. `product` gives hints to `pricing`. `asked` has the requests in their order, with the hints that they brought. */
function createShop(answers: Record<string, Answer> = {}, store?: Map<string, string>) {
  const clock = createTestClock();
  const asked: string[] = [];
  const own: Record<string, Answer> = {
    title: () => html('<b>title</b>', { ...shared, [told]: 'red' }),
    price: ({ headers }) => html(`<i>${headers.get(told) ?? 'no hints'}</i>`, shared),
    offer: ({ headers }) => html(`<u>${headers.get(told) ?? 'no hints'}</u>`, shared),
    stars: ({ headers }) => html(`<s>${headers.get(told) ?? 'no hints'}</s>`, shared),
    ...answers,
  };
  const endpointOf = (slice: string) => ({
    async fetch(input: Request | string, init?: RequestInit) {
      const request = new Request(input, init);
      const { pathname, searchParams } = new URL(request.url);
      const hints = request.headers.get(told);
      asked.push(`${slice}${pathname === '/fragments.json' ? '' : pathname}${hints ? ` ${hints}` : ''}`);
      const answerOf = (path: string) => (own[path.slice('/fragments/'.length)] as Answer)(request);
      if (pathname !== '/fragments.json') return answerOf(pathname);
      const declared = { params: [], personal: false, island: false, refreshOn: [] };
      const names = { product: ['title'], pricing: ['price', 'offer'], review: ['stars'] }[slice] ?? [];
      const manifest = Response.json({
        ...{ slice, version: 'v1', batches: true },
        fragments: Object.fromEntries(names.map((name) => [name, declared])),
      });
      const batch = readBatch(searchParams);
      return batch ? toBatchAnswer(manifest, batch, answerOf) : manifest;
    },
  });
  const composer = createComposer({
    ...{ endpointOf, frame, clock, notFound: message, unavailable: message, batching: createBatching },
    ...(store && {
      dataCentre: createDataCentre({
        read: async (key) => store.get(key),
        write: async (key, text) => void store.set(key, text),
      }),
    }),
  });
  /** Opens a page, and returns its text, how long it took, and what was asked for it. */
  async function open(opened = page) {
    asked.length = 0;
    const began = clock.now();
    const kept: Promise<unknown>[] = [];
    const composing = composer.compose(opened, {
      ...{ url: 'http://shop.example/', params: {}, language: 'en', headers: {} },
      waitUntil: (work) => void kept.push(work),
    });
    let done = false;
    const whole = composing.then(async (response) => ({
      status: response.status,
      text: await response.text(),
    }));
    const ended = whole.finally(() => {
      done = true;
    });
    while (!done) await clock.advance(10);
    const milliseconds = clock.now() - began;
    await clock.advance(0);
    return { ...(await ended), milliseconds, asked: [...asked] };
  }
  return { open, clock, composer };
}

describe('the hints of a fragment', () => {
  test('come with the one request for a slice that gets them, and no other slice waits for them', async () => {
    const { text, asked } = await createShop().open();
    expect(asked).toEqual(['product', 'review', 'pricing red']);
    expect(text).toContain('<i>red</i>');
    expect(text).toContain('<u>red</u>');
    expect(text).toContain('<s>no hints</s>');
  });

  test('come from a fresh copy, too', async () => {
    let price = 0;
    const shop = createShop({
      price: ({ headers }) =>
        html(`<i>${headers.get(told)} ${++price}</i>`, { ...shared, 'cache-tag': 'won' }),
    });
    await shop.open();
    shop.composer.expire('won');
    expect(await shop.open()).toMatchObject({ asked: ['pricing/fragments/price red'] });
  });

  test('are in the copies of a data centre', async () => {
    const store = new Map<string, string>();
    await createShop({}, store).open();
    const prices = createShop({ price: ({ headers }) => html(`<i>${headers.get(told)} again</i>`) }, store);
    expect(await prices.open()).toMatchObject({ asked: [] });
    prices.composer.expire('won');
    expect([...store.values()].some((text) => text.includes('"hints":{"text":"red"'))).toBe(true);
  });

  test('are not taken from an old copy, but from the answer that renews it', async () => {
    const shop = createShop();
    await shop.open();
    await shop.clock.advance(11_000);
    const { asked, text } = await shop.open();
    expect(asked.sort()).toEqual(['pricing red', 'product/fragments/title', 'review/fragments/stars']);
    expect(text).toContain('<b>title</b>');
  });

  test('may take longer than a second, and then still come with the one request for a slice', async () => {
    const shop = createShop({
      title: () => shop.clock.wait(1_500).then(() => html('<b>title</b>', { ...shared, [told]: 'red' })),
    });
    const { status, asked } = await shop.open();
    expect({ status, asked }).toEqual({ status: 200, asked: ['product', 'review', 'pricing red'] });
  });

  test('that never come cost no call of the other slices', async () => {
    const late = createShop({ title: () => new Promise(() => {}) });
    const { status, asked, milliseconds } = await late.open();
    expect({ status, asked }).toEqual({ status: 503, asked: ['product', 'review'] });
    expect(milliseconds).toBeLessThanOrEqual(2_100);
  });

  test('that come after the deadline of a fragment leave it to the browser', async () => {
    const shop = createShop({
      title: () => shop.clock.wait(1_500).then(() => html('<b>title</b>', { ...shared, [told]: 'red' })),
    });
    const quick = definePage({
      ...page,
      slots: { ...page.slots, price: { fragment: 'pricing/price', deadline: 1_000 } },
    });
    const { text, asked } = await shop.open(quick);
    expect(asked).toEqual(['product', 'review', 'pricing red']);
    expect(text).toMatch(/slot="price"[^>]* data-late/);
    expect(text).toContain('<u>red</u>');
  });

  test('leave no fresh copy behind if they went out of date meanwhile', async () => {
    let ready = (_: Response) => {};
    const won = { ...shared, 'cache-tag': 'won' };
    const shop = createShop({
      offer: () => html('<u>red</u>', won),
      price: () =>
        new Promise((resolve) => {
          ready = resolve;
        }),
    });
    const opening = shop.open();
    await shop.clock.advance(20);
    shop.composer.expire('toy');
    ready(html('<i>red</i>', won));
    await opening;
    expect((await shop.open()).asked).toContain('pricing/fragments/price red');
  });

  test.each([
    ['a slot that the page does not have', { from: 'name', for: ['pricing'] }, 'slot name has no fragment'],
    ['a slot that is not primary', { from: 'stars', for: ['pricing'] }, 'slot stars is not primary'],
    ['a slice that would wait for itself', { from: 'title', for: ['product'] }, 'cannot wait for its own'],
  ])('cannot be declared with %s', (_, hints, message) => {
    expect(() => definePage({ ...page, hints })).toThrow(message);
  });
});
