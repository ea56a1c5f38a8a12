import { openShop, type Shop } from '../../tests/open-shop.helper.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { askEachOnce } from '../load/ask-each-once.ts';
import { measureCacheFloor, measureCallsFloor } from '../load/measure-floors.ts';
import type { Bench, Row, Section } from '../section.ts';
import { percentile, toSample } from '../statistics.ts';
import { childrenCalled, processorTime, residentMemory } from '../targets/process-table.ts';
import { uncounted } from '../targets/uncounted.ts';

const clients = 16;
/** Milliseconds after which a client gives up. */
const timeout = 10_000;

/**
 * The shop as it is, and the shop without its means against new pages: a worker for each tier, a request for each fragment, and no copies
 * beyond an isolate.
 */
const systems = {
  faces: { topology: 'faces', settings: {} },
  'plain tiers': { topology: 'tiers', settings: { PLAIN: '1' } },
} as const;
type System = keyof typeof systems;

/** Pages that a new isolate has to make: the path, and the row's id. */
const first = {
  'new-isolate': '/products/51862822?item=183485417',
  'new-home': '/',
  'new-category': '/categories/toys',
  'new-search': '/search?q=lego',
};

type Opened = { shop: Shop; pid: number };
type Measured = { pagesPerSecond: number; busy: number; p50: number; memory: number };

/** Measures pages that no isolate has opened yet, which most visitors of a large shop get. */
export const newPages: Section = {
  rows: ['new-product', 'new-product-rate', 'warm-data-centre', ...Object.keys(first)],
  async measure(bench, wanted) {
    const faces = await open('faces');
    try {
      const rows = await measureIsolates(faces, bench);
      if (['new-product', 'new-product-rate'].some(wanted)) rows.push(...(await measureRates(faces, bench)));
      return rows.filter(({ id }) => wanted(id));
    } finally {
      await faces.shop.close();
    }
  },
};

async function open(name: System): Promise<Opened> {
  const before = childrenCalled('workerd');
  const { topology, settings } = systems[name];
  const shop = await openShop({
    ...{ topology, settings: { REDIS_TIMEOUT: '150', ...settings }, crons: false },
    ...uncounted,
  });
  const [pid] = childrenCalled('workerd').filter((child) => !before.includes(child));
  return { shop, pid: pid as number };
}

/** The rate and the processor time of product pages that are all different, while the frame of the page is known. */
async function measureRates(faces: Opened, { effort, progress, systems }: Bench): Promise<Row[]> {
  const plain = await open('plain tiers');
  const opened: Record<System, Opened> = { faces, 'plain tiers': plain };
  const runs: Record<System, Measured[]> = { faces: [], 'plain tiers': [] };
  const paths = createCatalogue().products.map(({ id }) => `/products/${id}`);
  try {
    for (const { shop } of Object.values(opened)) await load(shop, paths, effort.warmUpSeconds);
    for (let round = 1; round <= effort.rounds; round += 1) {
      for (const [name, { shop, pid }] of Object.entries(opened) as [System, Opened][]) {
        await shop.clearFaults();
        await (await shop.fetch(paths.at(-1) as string)).text();
        const spent = processorTime(pid);
        const { answers, seconds } = await load(shop, paths, effort.seconds);
        // A shop that cannot keep up refuses some pages at once.
        const times = answers.filter(({ status }) => status === 200).map(({ took }) => took);
        const measured = {
          busy: (processorTime(pid) - spent) / times.length,
          pagesPerSecond: times.length / seconds,
          p50: percentile(times, 50),
          memory: residentMemory(pid),
        };
        runs[name].push(measured);
        progress(`round ${round}/${effort.rounds}: ${name} ${toText(measured)}`);
      }
    }
    const floor = await measureCallsFloor(await systems.workerd(), effort.seconds);
    for (const [what, { median }] of Object.entries(floor)) progress(`${median.toFixed(2)}, ${what}`);
    return toRateRows(runs).map((row) => ({ ...row, measured: { ...row.measured, ...floor } }));
  } finally {
    await plain.shop.close();
  }
}

async function load(shop: Shop, paths: string[], seconds: number) {
  const { answers } = await askEachOnce({
    ...{ origin: shop.url, paths, timeout, clients: { count: clients, seconds } },
  });
  return { answers, seconds: Math.max(...answers.map(({ at, took }) => at + took)) / 1_000 };
}

function toRateRows(runs: Record<System, Measured[]>): Row[] {
  const sampleOf = (name: System, figure: keyof Measured) => toSample(runs[name].map((run) => run[figure]));
  const perRound = runs.faces.map(({ busy }, round) => busy / (runs['plain tiers'][round] as Measured).busy);
  const measured = Object.fromEntries(
    (Object.keys(runs) as System[]).flatMap((name) => [
      [`${name}, pages/s`, sampleOf(name, 'pagesPerSecond')],
      [`${name}, processor ms a page`, sampleOf(name, 'busy')],
      [`${name}, p50 ms`, sampleOf(name, 'p50')],
      [`${name}, MiB`, sampleOf(name, 'memory')],
    ]),
  );
  const rate = sampleOf('faces', 'pagesPerSecond');
  return [
    {
      id: 'new-product',
      what: 'new product pages, processor time ÷ that of plain tiers',
      value: sampleOf('faces', 'busy').median / sampleOf('plain tiers', 'busy').median,
      range: [Math.min(...perRound), Math.max(...perRound)],
      unit: '×',
      goal: { atMost: 0.5 },
      measured,
    },
    {
      id: 'new-product-rate',
      what: 'new product pages a second',
      ...{ value: rate.median, range: [rate.min, rate.max], unit: '', goal: { atLeast: 45 }, measured },
    },
  ];
}

/** One page after the other, each in an isolate of the shell that knows nothing. */
async function measureIsolates({ shop }: Opened, { effort, progress, systems }: Bench): Promise<Row[]> {
  const visits = effort.rounds * 8;
  const time = async (path: string, before: () => Promise<unknown>): Promise<number[]> => {
    const times: number[] = [];
    for (let visit = 0; visit < visits + 2; visit += 1) {
      await before();
      const asked = performance.now();
      await (await shop.fetch(path)).text();
      times.push(performance.now() - asked);
    }
    // The first visits compile code.
    return times.slice(2);
  };
  const rows: Row[] = [];
  const product = first['new-isolate'];
  const warm = percentile(await time(product, async () => {}), 50);
  const shared = percentile(await time(product, shop.forgetIsolate), 50);
  const read = await measureCacheFloor(await systems.workerd(), await (await shop.fetch(product)).text());
  progress(`${shared.toFixed(1)} ms in a new isolate of a warm data centre, ${warm.toFixed(1)} ms warm`);
  progress(
    `${read.toFixed(1)} ms of that for a read of the Cache API, so the floor is ${(1 + read / warm).toFixed(2)}`,
  );
  rows.push({
    id: 'warm-data-centre',
    what: 'new isolate in a warm data centre, product page p50 ÷ warm',
    ...{ value: shared / warm, range: [shared / warm, shared / warm], unit: '×', goal: { atMost: 1.5 } },
    measured: {
      'warm, ms': toSample([warm]),
      'new isolate, ms': toSample([shared]),
      'floor: one read of the Cache API, ms': toSample([read]),
    },
  });
  for (const [id, path] of Object.entries(first)) {
    const times = await time(path, shop.clearFaults);
    const p50 = percentile(times, 50);
    progress(`${p50.toFixed(1)} ms for ${path} without any copy`);
    rows.push({
      id,
      what: `new isolate without any copy, ${path.replace(/\?.*/, '')} p50`,
      ...{ value: p50, range: [Math.min(...times), Math.max(...times)], unit: 'ms', goal: { atMost: 60 } },
      measured: { 'p50, ms': toSample([p50]) },
    });
  }
  return rows;
}

function toText({ pagesPerSecond, busy, p50, memory }: Measured): string {
  return `${pagesPerSecond.toFixed(0)} new pages/s, ${busy.toFixed(1)} ms of processor, p50 ${p50.toFixed(0)} ms, ${memory.toFixed(0)} MiB`;
}
