import { createShopper } from '../../tests/create-shopper.helper.ts';
import { openShop } from '../../tests/open-shop.helper.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { createStocks } from '../../tools/seed/create-stocks.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import type { Row, Section } from '../section.ts';
import { percentile, type Sample, toSample } from '../statistics.ts';
import { uncounted } from '../targets/uncounted.ts';

const clients = 16;
/** The items with the largest stock, fewer than a cart may have. */
const mostLines = 90;

/** Measures requests that change something: a form that puts an item into a cart, and an order over the API. */
export const changes: Section = {
  rows: ['add-to-cart', 'place-order'],
  async measure({ effort, progress }, wanted) {
    // Passwords are cheap to hash here, and all members come from one address.
    const shop = await openShop({
      ...uncounted,
      crons: false,
      settings: { REDIS_TIMEOUT: '5000', SIGN_UPS_BY_ADDRESS: '1000' },
    });
    const items = createStocks(createCatalogue().prices)
      .toSorted((one, other) => other.available - one.available)
      .slice(0, mostLines)
      .map(({ productId, itemId }) => ({ productId, itemId }));
    let next = 0;
    const choose = () => items[next++ % items.length]!;
    const add = async () => {
      const visitor = createVisitor(shop.url);
      return async () => (await visitor.post('/cart/items', { ...choose(), quantity: '1' })).status === 303;
    };
    const buy = async () => {
      const shopper = await createShopper(shop);
      return async () => shopper.buy({ item: choose() }).then(Boolean);
    };
    try {
      const rows: Row[] = [];
      for (const [id, what, open, atLeast] of [
        ['add-to-cart', 'forms that put an item into a cart, a second', add, 50],
        ['place-order', 'orders placed a second, each with its draft and its checkout', buy, 5],
      ] as const) {
        if (!wanted(id)) continue;
        const people = [];
        for (let client = 0; client < clients; client++) people.push(await open());
        await run(people, effort.warmUpSeconds);
        const [rates, latencies]: [number[], number[]] = [[], []];
        for (let round = 1; round <= effort.rounds; round++) {
          const times = await run(people, effort.seconds);
          rates.push(times.length / effort.seconds);
          latencies.push(percentile(times, 50));
          progress(`round ${round}/${effort.rounds}: ${id} ${rates.at(-1)?.toFixed(1)} a second`);
        }
        rows.push(toRow(id, what, atLeast, toSample(rates), toSample(latencies)));
      }
      return rows;
    } finally {
      await shop.close();
    }
  },
};

/** Each client sends its next request when it has an answer. @returns the milliseconds of each request */
async function run(people: (() => Promise<boolean>)[], seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    people.map(async (ask) => {
      while (performance.now() < end) {
        const asked = performance.now();
        // A busy machine may refuse some requests. Only those that succeed count.
        if (await ask().catch(() => false)) times.push(performance.now() - asked);
      }
    }),
  );
  return times;
}

function toRow(id: string, what: string, atLeast: number, rate: Sample, latency: Sample): Row {
  return {
    ...{ id, what, value: rate.median, range: [rate.min, rate.max], unit: '' },
    ...{ goal: { atLeast }, aim: true, measured: { 'a second': rate, 'p50 ms': latency } },
  };
}
