import { openShop, type Shop } from '../../tests/open-shop.helper.ts';
import { startServer } from '../../tests/start-server.helper.ts';
import { loadNewPages } from '../load/load-new-pages.ts';
import type { Bench, Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { childrenCalled, residentMemory } from '../targets/process-table.ts';
import { uncounted } from '../targets/uncounted.ts';

/** Where a page is composed: the shell and the faces as workers, or as one Bun process that calls the same services over HTTP. */
const names = ['workers', 'Bun'] as const;
type Name = (typeof names)[number];
type Place = { name: Name; url: string };
type Measured = { 'new pages/s': number; 'processor ms a new page': number; 'of it in workerd': number };

/** Compares new pages of `bun run serve` with those of the workers, on the services of one shop. */
export const server: Section = {
  rows: ['server-workers'],
  async measure(bench) {
    const before = childrenCalled('workerd');
    const shop = await openShop({
      ...{ settings: { REDIS_TIMEOUT: '150' }, crons: false, servicesPort: 0 },
      ...uncounted,
    });
    const [workerd] = childrenCalled('workerd').filter((pid) => !before.includes(pid));
    try {
      return [await measureBoth(shop, workerd as number, bench)];
    } finally {
      await shop.close();
    }
  },
};

async function measureBoth(shop: Shop, workerd: number, { effort, progress }: Bench) {
  const program = await startServer(shop.server as Record<string, string>);
  const places: Place[] = [
    { name: 'workers', url: shop.url },
    { name: 'Bun', url: program.url },
  ];
  const runs: Record<Name, Measured[]> = { workers: [], Bun: [] };
  try {
    for (const place of places) await load(place, effort.warmUpSeconds);
    for (let round = 1; round <= effort.rounds; round += 1)
      for (const place of places) {
        const measured = await load(place, effort.seconds);
        runs[place.name].push(measured);
        const text = Object.entries(measured).map(([what, value]) => `${value.toFixed(1)} ${what}`);
        progress(`round ${round}/${effort.rounds}: ${place.name}, ${text.join(', ')}`);
      }
    const busy = (name: Name) => runs[name].map((run) => run['processor ms a new page']);
    const perRound = busy('workers').map((value, round) => value / (busy('Bun')[round] as number));
    const measured = names.flatMap((name) =>
      Object.keys(runs[name][0] as Measured).map((figure) => [
        `${name}, ${figure}`,
        toSample(runs[name].map((run) => run[figure as keyof Measured])),
      ]),
    );
    return {
      ...{ id: 'server-workers', unit: '×' as const, goal: { atLeast: 1 } },
      what: 'new product pages, processor time of all workers ÷ that of Bun with the services in workers',
      value: toSample(perRound).median,
      range: [Math.min(...perRound), Math.max(...perRound)] as [number, number],
      measured: {
        ...Object.fromEntries(measured),
        'Bun, MiB': toSample([residentMemory(program.pid)]),
      },
    };
  } finally {
    await program.close();
  }

  async function load({ url }: Place, seconds: number): Promise<Measured> {
    const pids = url === program.url ? [workerd, program.pid] : [workerd];
    const { pagesPerSecond, spent } = await loadNewPages(url, pids, seconds);
    return {
      'new pages/s': pagesPerSecond,
      'processor ms a new page': spent.reduce((sum, each) => sum + each),
      'of it in workerd': spent[0] as number,
    };
  }
}
