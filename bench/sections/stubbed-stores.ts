import { compareNewPages, loadPages, productPaths, toComparedRow } from '../load/compare-new-pages.ts';
import { measureCallsFloor } from '../load/measure-floors.ts';
import type { Bench, Row, Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { stubStores } from '../stubs/stub-stores.ts';
import { type Opened, openCompared, type System } from '../targets/open-compared.ts';

/** The pages of a round, for each of its seconds. The stubs know the answers for them before the measurement. */
const pagesPerSecond = 100;
/** More seconds than those pages take. */
const longest = 120;

/** Measures new pages while D1 and Redis answer constants, so that their simulators take no part. */
export const stubbedStores: Section = {
  rows: ['new-product-stubbed'],
  async measure(bench) {
    const stubbed: Stubbed[] = [];
    try {
      for (const name of ['faces', 'plain tiers'] as const) stubbed.push(await openStubbed(name));
      return [await measureStubbed(stubbed, bench)];
    } finally {
      for (const { shop } of stubbed) await shop.close();
    }
  },
};

type Stubbed = Opened & { name: System /** How often a store itself has answered. */; reads: () => number };

async function openStubbed(name: System): Promise<Stubbed> {
  let reads = 0;
  const onLog = (line: string) => {
    if (line.startsWith('read ')) reads++;
  };
  const opened = await openCompared(name, { wrap: stubStores, onLog });
  return { ...opened, name, reads: () => reads };
}

async function measureStubbed(stubbed: Stubbed[], bench: Bench): Promise<Row> {
  const { effort, progress, systems } = bench;
  const paths = productPaths.slice(0, pagesPerSecond * effort.seconds);
  const [faces, plain] = stubbed as [Stubbed, Stubbed];
  for (const each of stubbed) {
    await loadPages(each, paths, longest);
    progress(`${each.name}: the stores answered ${each.reads()} calls, which are constants from now on`);
  }
  const before = stubbed.map(({ reads }) => reads());
  const runs = await compareNewPages({ faces, 'plain tiers': plain }, bench, { paths, seconds: longest });
  const what = 'new product pages with D1 and Redis as constants, processor time ÷ that of plain tiers';
  const row = toComparedRow({ id: 'new-product-stubbed', what, goal: { atMost: 0.4 } }, runs);
  const floor = await measureCallsFloor(await systems.workerd(), effort.seconds, { workers: 21, d1: 0 });
  for (const [what, { median }] of Object.entries(floor)) progress(`${median.toFixed(2)}, ${what}`);
  Object.assign(row.measured, floor);
  for (const [index, { name, reads }] of stubbed.entries()) {
    const each = (reads() - (before[index] as number)) / (effort.rounds * paths.length);
    progress(`${name}: ${each.toFixed(2)} calls of a store for a page were no constants`);
    row.measured[`${name}, calls of a store for a page`] = toSample([each]);
  }
  return row;
}
