import { rm } from 'node:fs/promises';
import { copySeededMonolith } from '../../tests/copy-seeded-state.helper.ts';
import { openServedMonolith } from '../../tests/open-served-monolith.helper.ts';
import { openShop } from '../../tests/open-shop.helper.ts';
import { loadNewPages } from '../load/load-new-pages.ts';
import type { Bench, Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { childrenCalled, residentMemory } from '../targets/process-table.ts';
import { uncounted } from '../targets/uncounted.ts';

type Place = { name: 'workerd' | 'Bun'; url: string; pid: number; pages: number[]; busy: number[] };

/** Compares new pages of the whole shop as one worker in workerd and as one process of Bun with SQLite. */
export const oneProcess: Section = {
  rows: ['one-process'],
  async measure(bench) {
    const settings = { REDIS_TIMEOUT: '150' };
    const before = childrenCalled('workerd');
    const worker = await openShop({ settings, topology: 'monolith', crons: false, ...uncounted });
    const [pid = 0] = childrenCalled('workerd').filter((each) => !before.includes(each));
    const stateDirectory = await copySeededMonolith();
    const program = await openServedMonolith({
      ...{ port: 0, stateDirectory, settings: { PASSWORD_COST: '10', ...settings } },
      ...{ crons: false, logLevel: 'off' as const, development: 'faults' },
    });
    try {
      return [
        await compare(bench, [
          { name: 'workerd', url: worker.url, pid, pages: [], busy: [] },
          { name: 'Bun', url: program.url, pid: program.pid, pages: [], busy: [] },
        ]),
      ];
    } finally {
      await program.close();
      await worker.close();
      await rm(stateDirectory, { recursive: true, force: true });
    }
  },
};

async function compare({ effort, progress }: Bench, places: [Place, Place]) {
  for (const { url, pid } of places) await loadNewPages(url, [pid], effort.warmUpSeconds);
  for (let round = 1; round <= effort.rounds; round += 1)
    for (const { name, url, pid, pages, busy } of places) {
      const { pagesPerSecond, spent } = await loadNewPages(url, [pid], effort.seconds);
      pages.push(pagesPerSecond);
      busy.push(spent[0] as number);
      progress(`round ${round}/${effort.rounds}: ${name}, ${spent[0]?.toFixed(1)} processor ms a new page`);
    }
  const [workerd, bun] = places;
  const perRound = workerd.busy.map((value, round) => value / (bun.busy[round] as number));
  const measured = places.flatMap(({ name, pid, pages, busy }) => [
    [`${name}, new pages/s`, toSample(pages)],
    [`${name}, processor ms a new page`, toSample(busy)],
    [`${name}, MiB`, toSample([residentMemory(pid)])],
  ]);
  return {
    ...{ id: 'one-process', unit: '×' as const, goal: { atLeast: 1 } },
    what: 'new product pages of the whole shop, processor time as one worker in workerd ÷ as one process of Bun with SQLite',
    value: toSample(perRound).median,
    range: [Math.min(...perRound), Math.max(...perRound)] as [number, number],
    measured: Object.fromEntries(measured),
  };
}
