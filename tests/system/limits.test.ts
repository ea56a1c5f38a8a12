import { afterAll, expect, test } from 'bun:test';
import type { Count } from '../../tools/runtime/limits/worker.ts';
import { openShop } from '../open-shop.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop({ limit: 0, crons: false });
afterAll(() => shop.close());

/**
 * The most invocations of workers for a page whose isolates keep no copies. Cloudflare allows 32 for one request
 * (https://developers.cloudflare.com/workers/runtime-apis/bindings/service-bindings/#limits), so these numbers only ever get smaller.
 */
const budgets = {
  '/': 27,
  '/products/51862822?item=183485417': 33,
  '/categories/toys': 17,
  '/search?q=lego': 19,
  '/cart': 17,
  '/login': 10,
};

async function countOf(path: string): Promise<Count> {
  const counts: Count[] = await (await shop.fetch('/_dev/limits')).json();
  return counts.find((each) => each.path === path) as Count;
}

test.each(Object.entries(budgets))(
  '%s without copies costs at most %p invocations, and one with copies',
  async (path, most) => {
    await shop.clearFaults();
    await (await shop.fetch(path)).text();
    const cold = await countOf(path);
    expect(cold).toMatchObject({ worker: 'jogakbo-shell', method: 'GET', depth: 3, refused: 0 });
    expect(cold.invocations).toBeGreaterThan(1);
    expect(cold.invocations).toBeLessThanOrEqual(most);
    expect(cold.d1).toBeGreaterThan(0);
    expect(cold.connections).toBeLessThanOrEqual(6);

    // Parts that came late are copied after the response.
    const warm = await until(`a page of ${path} from copies`, async () => {
      await (await shop.fetch(path)).text();
      const count = await countOf(path);
      return count.invocations <= 2 && count;
    });
    expect(warm).toMatchObject({ d1: 0, refused: 0 });
  },
);
