import type { Bench, Row, Section } from '../section.ts';
import { percentile, toSample } from '../statistics.ts';
import { openSized, type Sized } from '../targets/open-sized.ts';
import { countPageRows, questions, type Timed, toPages } from './catalogue-questions.ts';
import { measureStoreSizes } from './store-sizes.ts';

const rowIds = ['catalogue-growth', 'catalogue-pages', 'catalogue-rows'] as const;

/** Asks shops of several sizes the same questions, by turns: the search index alone, and whole pages without copies. */
export const catalogueGrowth: Section = {
  rows: rowIds,
  async measure(bench, wanted) {
    const { effort, progress } = bench;
    const sizes = effort.soakMinutes === 0 ? [2_000, 20_000] : [2_000, 20_000, 100_000];
    const shops: Sized[] = [];
    try {
      for (const size of sizes) {
        const began = performance.now();
        shops.push(await openSized(size));
        const took = Math.round((performance.now() - began) / 1_000);
        progress(`a shop of ${size.toLocaleString('en')} products, filled and started in ${took} s`);
      }
      const asked = await timeAll(shops, questions, 10 * effort.rounds, bench);
      const rows = await countIndexRows(shops);
      const pages = await timeAll(shops, await toPages(shops), 6 * effort.rounds, bench);
      const largest = shops.at(-1) as Sized;
      rows.push(...(await countPageRows(largest, progress)));
      return [
        toSlopeRow(sizes, asked),
        toPagesRow(sizes, pages),
        await toRowsRow(shops, rows, progress),
      ].filter(({ id }) => wanted(id));
    } finally {
      for (const { close } of shops) await close();
    }
  },
};

type Times = { name: string /** The milliseconds for each size. */; times: number[][] };

/** Asks each question of each shop by turns, so that a busy machine slows all sizes equally. */
async function timeAll(
  shops: Sized[],
  asks: Record<string, Timed>,
  rounds: number,
  { progress }: Bench,
): Promise<Times[]> {
  const measured = Object.entries(asks).map(([name, ask]) => ({
    ...{ name, ask, times: shops.map((): number[] => []) },
  }));
  // The first round compiles code.
  for (let round = -1; round < rounds; round++)
    for (const { ask, times } of measured)
      for (const [index, shop] of shops.entries()) {
        await ask.before?.(shop.shop);
        const began = performance.now();
        await ask.run(shop, round + 1);
        if (round >= 0) times[index]?.push(performance.now() - began);
      }
  for (const { name, times } of measured)
    progress(`${name}: ${times.map((each) => percentile(each, 50).toFixed(1)).join(', ')} ms`);
  return measured;
}

async function countIndexRows(shops: Sized[]): Promise<[name: string, rows: number][]> {
  const rows: [string, number][] = [];
  for (const [name, { run }] of Object.entries(questions))
    for (const shop of shops) {
      shop.index.reset();
      await run(shop, 0);
      rows.push([`${name}, ${shop.size} products, rows`, shop.index.rowsRead()]);
    }
  return rows;
}

function toSlopeRow(sizes: number[], asked: Times[]): Row {
  const [small, large] = sizes.slice(-2) as [number, number];
  const slopes = asked.map(({ times }) => {
    const [before, after] = times.slice(-2).map((each) => percentile(each, 50)) as [number, number];
    return Math.log(after / before) / Math.log(large / small);
  });
  return {
    id: rowIds[0],
    what: `slope of the time of searches and lists from ${toDigits(small)} to ${toDigits(large)} products, both logarithmic`,
    ...{ value: Math.max(...slopes), range: [Math.min(...slopes), Math.max(...slopes)] },
    ...{ unit: '', goal: { atMost: 0.1 }, aim: true, measured: toMeasured(sizes, asked) },
  };
}

function toPagesRow(sizes: number[], pages: Times[]): Row {
  const ratios = pages.map(
    ({ times }) => percentile(times.at(-1) as number[], 50) / percentile(times[0] as number[], 50),
  );
  return {
    id: rowIds[1],
    what: `p50 of a page without copies, ${toDigits(sizes.at(-1) as number)} ÷ ${toDigits(sizes[0] as number)} products, the worst page`,
    ...{ value: Math.max(...ratios), range: [Math.min(...ratios), Math.max(...ratios)] },
    ...{ unit: '×', goal: { atMost: 1.5 }, aim: true, measured: toMeasured(sizes, pages) },
  };
}

async function toRowsRow(
  shops: Sized[],
  counted: [name: string, rows: number][],
  progress: Bench['progress'],
): Promise<Row> {
  const rows = counted.map(([, count]) => count);
  const bytes: [string, number][] = [
    ...shops.map(({ size, bytes }): [string, number] => [
      `bytes of a product in search, ${size} products`,
      bytes,
    ]),
    ...Object.entries(await measureStoreSizes()).map(([service, each]): [string, number] => [
      `bytes of a product or review in ${service}`,
      each,
    ]),
  ];
  for (const [name, each] of bytes) progress(`${each.toFixed(0)} ${name}`);
  return {
    id: rowIds[2],
    what: 'most rows of D1 that one page, search or suggestion reads',
    ...{ value: Math.max(...rows), range: [Math.min(...rows), Math.max(...rows)] },
    ...{ unit: '', goal: { atMost: 3_000 } },
    measured: Object.fromEntries([...counted, ...bytes].map(([name, count]) => [name, toSample([count])])),
  };
}

function toMeasured(sizes: number[], all: Times[]): Row['measured'] {
  return Object.fromEntries(
    all.flatMap(({ name, times }) =>
      times.map((each, index) => [`${name}, ${sizes[index]} products, ms`, toSample(each)]),
    ),
  );
}

function toDigits(count: number): string {
  return count.toLocaleString('en');
}
