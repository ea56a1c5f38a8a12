import { openShop, type Shop } from '../../tests/open-shop.helper.ts';
import { startServer } from '../../tests/start-server.helper.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { askEachOnce } from '../load/ask-each-once.ts';
import type { Bench, Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { childrenCalled, processorTime, residentMemory } from '../targets/process-table.ts';
import { uncounted } from '../targets/uncounted.ts';

const clients = 16;
/** Milliseconds after which a client gives up. */
const timeout = 10_000;

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
  const paths = createCatalogue().products.map(({ id }) => `/products/${id}`);
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
    await fetch(`${url}/_dev/faults`, { method: 'DELETE' });
    await (await fetch(url)).text();
    const spent = [workerd, program.pid].map(processorTime) as [number, number];
    const { answers } = await askEachOnce({
      ...{ origin: url, paths, timeout, clients: { count: clients, seconds } },
    });
    // A shop that cannot keep up refuses some pages at once.
    const served = answers.filter(({ status }) => status === 200).length;
    const took = Math.max(...answers.map(({ at, took }) => at + took)) / 1_000;
    const inWorkerd = processorTime(workerd) - spent[0];
    const all = inWorkerd + (url === program.url ? processorTime(program.pid) - spent[1] : 0);
    return {
      'new pages/s': served / took,
      'processor ms a new page': all / served,
      'of it in workerd': inWorkerd / served,
    };
  }
}
