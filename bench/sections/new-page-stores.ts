import { openShop } from '../../tests/open-shop.helper.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import type { Bench, Row, Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { compared } from '../targets/open-compared.ts';

/** Pages of which the calls are counted; the shell lists the last 200 requests. */
const counted = 50;

/** Counts the calls of D1 and Redis that a new page makes. A slow machine makes more: a service keeps its answers for a second. */
export const newPageStores: Section = {
  rows: ['new-product-calls'],
  measure: async (bench) => [await measureCalls(bench)],
};

async function measureCalls({ progress }: Bench): Promise<Row> {
  const kinds = ['invocations', 'd1', 'redis'] as const;
  const measured: Row['measured'] = {};
  const stores: Record<string, number[]> = {};
  for (const [name, options] of Object.entries(compared)) {
    const shop = await openShop({ ...options, crons: false, limit: 0 });
    try {
      const paths = listPaths().slice(0, counted + 1);
      for (const path of paths) await (await shop.fetch(path)).text();
      type Count = Record<(typeof kinds)[number], number> & { path: string };
      const all = (await (await shop.fetch('/_dev/limits')).json()) as Count[];
      // The first page also made the frame.
      const pages = all.filter(({ path }) => paths.slice(1).includes(path));
      for (const kind of kinds) measured[`${name}, ${kind}`] = toSample(pages.map((page) => page[kind]));
      stores[name] = pages.map(({ d1, redis }) => d1 + redis);
      progress(
        `${name}: ${kinds.map((kind) => `${measured[`${name}, ${kind}`]?.median} ${kind}`).join(', ')}`,
      );
    } finally {
      await shop.close();
    }
  }
  const calls = toSample(stores.faces as number[]);
  return {
    id: 'new-product-calls',
    what: 'calls of D1 and Redis for a new product page',
    ...{ value: calls.median, range: [calls.min, calls.max], unit: '', goal: { atMost: 8 } },
    ...{ aim: true, measured },
  };
}

function listPaths(): string[] {
  return createCatalogue().products.map(({ id }) => `/products/${id}`);
}
