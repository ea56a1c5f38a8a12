import {
  compareNewPages,
  loadPages,
  productPaths,
  type Runs,
  toComparedRow,
} from '../load/compare-new-pages.ts';
import {
  measureCacheFloor,
  measureCallsFloor,
  measureColdFloor,
  measureWriteFloor,
} from '../load/measure-floors.ts';
import type { Bench, Row, Section } from '../section.ts';
import { percentile, toSample } from '../statistics.ts';
import { type Opened, openCompared, type System } from '../targets/open-compared.ts';

/** Pages that a new isolate has to make: the path, and the row's id. */
const first = {
  'new-isolate': '/products/51862822?item=183485417',
  'new-home': '/',
  'new-category': '/categories/toys',
  'new-search': '/search?q=lego',
};

/** Measures pages that no isolate has opened yet, which most visitors of a large shop get. */
export const newPages: Section = {
  rows: ['new-product', 'new-product-rate', 'warm-data-centre', ...Object.keys(first)],
  async measure(bench, wanted) {
    const faces = await openCompared('faces');
    try {
      const rows = await measureIsolates(faces, bench);
      if (['new-product', 'new-product-rate'].some(wanted)) rows.push(...(await measureRates(faces, bench)));
      return rows.filter(({ id }) => wanted(id));
    } finally {
      await faces.shop.close();
    }
  },
};

/** The rate and the processor time of product pages that are all different, while the frame of the page is known. */
async function measureRates(faces: Opened, bench: Bench): Promise<Row[]> {
  const { effort, progress, systems } = bench;
  const plain = await openCompared('plain tiers');
  try {
    for (const each of [faces, plain]) await loadPages(each, productPaths, effort.warmUpSeconds);
    const runs = await compareNewPages({ faces, 'plain tiers': plain }, bench);
    const workerd = await systems.workerd();
    const page = await (await faces.shop.fetch(productPaths[0] as string)).text();
    const floor = {
      ...(await measureCallsFloor(workerd, effort.seconds)),
      'of the rest: one write to the Cache API, processor ms': toSample([
        await measureWriteFloor(workerd, page),
      ]),
    };
    for (const [what, { median }] of Object.entries(floor)) progress(`${median.toFixed(2)}, ${what}`);
    return toRateRows(runs).map((row) => ({ ...row, measured: { ...row.measured, ...floor } }));
  } finally {
    await plain.shop.close();
  }
}

function toRateRows(runs: Runs<System>): Row[] {
  const what = 'new product pages, processor time ÷ that of plain tiers';
  const row = toComparedRow({ id: 'new-product', what, goal: { atMost: 0.5 } }, runs);
  const { median, min, max } = toSample(runs.faces.map(({ pagesPerSecond }) => pagesPerSecond));
  return [
    row,
    {
      id: 'new-product-rate',
      what: 'new product pages a second',
      ...{ value: median, range: [min, max], unit: '', goal: { atLeast: 45 }, measured: row.measured },
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
    const floor = id === 'new-isolate' ? await measureColdFloor(await systems.workerd()) : {};
    for (const [of, { median }] of Object.entries(floor)) progress(`${median.toFixed(1)}, ${of}`);
    rows.push({
      id,
      what: `new isolate without any copy, ${path.replace(/\?.*/, '')} p50`,
      ...{ value: p50, range: [Math.min(...times), Math.max(...times)], unit: 'ms', goal: { atMost: 60 } },
      measured: { 'p50, ms': toSample([p50]), ...floor },
    });
  }
  return rows;
}
