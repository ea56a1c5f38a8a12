import { expect, test } from 'bun:test';
import type { Card } from '@jogakbo/contracts/card';
import type { ShelfView } from '@jogakbo/product-bff/contract';
import worker from './worker.ts';

const card: Card = {
  ...{ productId: '1', itemId: '11', title: '상품', image: '/1.svg', badges: [], price: null, rating: null },
  ...{ stock: 'out', arrival: null },
};

test.each<[Partial<ShelfView>, string]>([
  [{ complete: true }, 'max-age=60, stale-while-revalidate=600, stale-if-error=86400'],
  [{}, 'max-age=60, stale-while-revalidate=600, stale-if-error=86400'],
  [{ complete: false }, 'max-age=1, stale-while-revalidate=600, stale-if-error=86400'],
])('a shelf with %j is shared: %s', async (view, sharing) => {
  const answer = await ask({ cards: [card], ...view });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toEndWith(sharing);
});

test('an empty shelf is 204', async () => {
  expect((await ask({ cards: [] })).status).toBe(204);
});

async function ask(view: Partial<ShelfView>): Promise<Response> {
  const BFF = { fetch: async () => Response.json(view) };
  return worker.request('/fragments/shelf?shelf=new', {}, { BFF, ASSETS: BFF, LOG_LEVEL: 'off' });
}

test('the title says to the other slices of its page what they would ask the product team for', async () => {
  const view = {
    ...{ id: '1', itemId: '11', item: '12', title: '상품', brand: '', category: 'toys', image: '/1.svg' },
    ...{ badges: ['rocket'], createdAt: 0, optionName: '', attributes: [], images: ['/1.svg'] },
    options: [{ itemId: '11', label: '' }],
  };
  const BFF = { fetch: async () => Response.json(view) };
  const env = { BFF, ASSETS: BFF, LOG_LEVEL: 'off' };
  const title = await worker.request('/fragments/title?product=1&item=12', {}, env);
  expect(JSON.parse(title.headers.get('x-jogakbo-hints') ?? '')).toEqual({
    ...{ id: '1', itemId: '11', category: 'toys', badges: ['rocket'] },
  });
  const gallery = await worker.request('/fragments/gallery?product=1', {}, env);
  expect(gallery.headers.has('x-jogakbo-hints')).toBe(false);
});
