import { compareNewPages, loadPages, productPaths, toComparedRow } from '../load/compare-new-pages.ts';
import { measureCallsFloor } from '../load/measure-floors.ts';
import type { Bench, Row, Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { stubStores } from '../stubs/stub-stores.ts';
import { type Opened, openCompared } from '../targets/open-compared.ts';

/** The pages of a round, for each of its seconds. The stubs know the answers for them before the measurement. */
const pagesPerSecond = 100;
/** More seconds than those pages take. */
const longest = 120;

const systems = {
  faces: { system: 'faces', cache: false },
  'faces without the Cache API': { system: 'faces', cache: true },
  'plain tiers': { system: 'plain tiers', cache: false },
} as const;

type Name = keyof typeof systems;
type Stubbed = Opened & { /** How often a store itself has answered. */ reads: () => number };

/**
 * Measures new pages while D1 and Redis answer constants, so that their simulators take no part. Plain tiers do not use the Cache API, whose
 * simulator is as slow, so faces without it are measured, too.
 */
export const stubbedStores: Section = {
  rows: ['new-product-stubbed'],
  async measure(bench) {
    const opened = new Map<Name, Stubbed>();
    try {
      for (const name of Object.keys(systems) as Name[]) opened.set(name, await openStubbed(name));
      return [await measureStubbed(Object.fromEntries(opened) as Record<Name, Stubbed>, bench)];
    } finally {
      for (const { shop } of opened.values()) await shop.close();
    }
  },
};

async function openStubbed(name: Name): Promise<Stubbed> {
  const { system, cache } = systems[name];
  let reads = 0;
  const opened = await openCompared(system, {
    wrap: (workers) => stubStores(workers, { cache }),
    onLog(line) {
      if (line.startsWith('read ')) reads++;
    },
  });
  return { ...opened, reads: () => reads };
}

async function measureStubbed(opened: Record<Name, Stubbed>, bench: Bench): Promise<Row> {
  const { effort, progress, systems: others } = bench;
  const paths = productPaths.slice(0, pagesPerSecond * effort.seconds);
  const before = new Map<string, number>();
  for (const [name, each] of Object.entries(opened)) {
    await loadPages(each, paths, longest);
    before.set(name, each.reads());
    progress(`${name}: the stores answered ${each.reads()} calls, which are constants from now on`);
  }
  const runs = await compareNewPages(opened, bench, { paths, seconds: longest });
  const what = 'new product pages with D1 and Redis as constants, processor time ÷ that of plain tiers';
  const row = toComparedRow({ id: 'new-product-stubbed', what, goal: { atMost: 0.4 } }, runs);
  const floor = await measureCallsFloor(await others.workerd(), effort.seconds, { workers: 21, d1: 0 });
  for (const [floorOf, { median }] of Object.entries(floor)) progress(`${median.toFixed(2)}, ${floorOf}`);
  Object.assign(row.measured, floor);
  for (const [name, { reads }] of Object.entries(opened)) {
    const each = (reads() - (before.get(name) as number)) / (effort.rounds * paths.length);
    progress(`${name}: ${each.toFixed(2)} calls of a store for a page were no constants`);
    row.measured[`${name}, calls of a store for a page`] = toSample([each]);
  }
  return row;
}
