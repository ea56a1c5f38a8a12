import { expect, test } from 'bun:test';
import type { StockView } from '@jogakbo/inventory-bff/contract';
import app from './worker.ts';

const views: [Partial<StockView>, ko: string, en: string][] = [
  [{ level: 'in', left: null }, '재고 있음', 'In stock'],
  [{ level: 'low', left: 3 }, '품절임박 (3개 남음)', 'Almost gone (3 left)'],
  [{ level: 'out', left: null }, '품절', 'Sold out'],
];

test.each(views)(
  '%p is shown in both languages and shared for a short time under the tag of its item',
  async (view, ko, en) => {
    for (const [language, text] of [
      ['ko', ko],
      ['en', en],
    ] as const) {
      const answer = await render({ productId: '1', itemId: '2', ...view }, 200, language);
      expect(await answer.text()).toBe(`<p class="stock stock-${view.level}">${text}</p>`);
      expect(answer.headers.get('cache-tag')).toBe('stock-2');
      expect(answer.headers.get('cache-control')).toContain('max-age=5,');
    }
  },
);

test('an unknown item is 404, and a failing BFF is 503', async () => {
  expect((await render({}, 404)).status).toBe(404);
  expect((await render({}, 500)).status).toBe(503);
});

function render(view: object, status = 200, language = 'ko') {
  const BFF = { fetch: async () => Response.json(view, { status }) };
  const headers = { 'accept-language': language };
  return app.request('/fragments/stock?product=1&item=2', { headers }, { BFF, LOG_LEVEL: 'off' } as never);
}
