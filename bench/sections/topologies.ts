import { openShop, type Shop } from '../../tests/open-shop.helper.ts';
import type { Count } from '../../tools/runtime/limits/worker.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { askEachOnce } from '../load/ask-each-once.ts';
import type { Bench, Row, Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { childrenCalled, processorTime, residentMemory } from '../targets/process-table.ts';
import { uncounted } from '../targets/uncounted.ts';

const names = ['faces', 'tiers', 'monolith'] as const;
type Name = (typeof names)[number];

const clients = 16;
/** Milliseconds after which a client gives up. */
const timeout = 10_000;
/** More pages than a shop serves in one round. */
const manyPages = 30_000;

type Opened = { name: Name; shop: Shop; pid: number };
type Load = { rate: number; busy: number };
type Measured = {
  'new pages/s': number;
  'warm pages/s': number;
  'processor ms a new page': number;
  'processor ms a warm page': number;
  MiB: number;
};

/** Measures the same shop in several topologies side by side: what it costs to take a program apart. */
export const topologies: Section = {
  rows: ['faces-monolith'],
  async measure(bench) {
    const opened: Opened[] = [];
    try {
      for (const name of names) opened.push(await open(name));
      return [toRow(await measureRounds(opened, bench), await countInvocations(bench))];
    } finally {
      for (const { shop } of opened) await shop.close();
    }
  },
};

async function open(name: Name): Promise<Opened> {
  const before = childrenCalled('workerd');
  const shop = await openShop({
    topology: name,
    settings: { REDIS_TIMEOUT: '150' },
    crons: false,
    ...uncounted,
  });
  const [pid] = childrenCalled('workerd').filter((child) => !before.includes(child));
  return { name, shop, pid: pid as number };
}

async function measureRounds(
  opened: Opened[],
  { effort, progress }: Bench,
): Promise<Record<Name, Measured[]>> {
  const runs: Record<Name, Measured[]> = { faces: [], tiers: [], monolith: [] };
  const products = createCatalogue().products.map(({ id }) => `/products/${id}`);
  const [first = '/'] = products;
  const again = Array.from({ length: manyPages }, () => first);
  for (const each of opened) await load(each, products, effort.warmUpSeconds);
  for (let round = 1; round <= effort.rounds; round += 1)
    for (const each of opened) {
      await each.shop.clearFaults();
      await (await each.shop.fetch('/')).text();
      const fresh = await load(each, products, effort.seconds);
      await (await each.shop.fetch(first)).text();
      const warm = await load(each, again, effort.seconds);
      const measured: Measured = {
        'new pages/s': fresh.rate,
        'warm pages/s': warm.rate,
        'processor ms a new page': fresh.busy,
        'processor ms a warm page': warm.busy,
        MiB: residentMemory(each.pid),
      };
      runs[each.name].push(measured);
      const text = Object.entries(measured).map(([what, value]) => `${value.toFixed(1)} ${what}`);
      progress(`round ${round}/${effort.rounds}: ${each.name}, ${text.join(', ')}`);
    }
  return runs;
}

async function load({ shop, pid }: Opened, paths: string[], seconds: number): Promise<Load> {
  const spent = processorTime(pid);
  const { answers } = await askEachOnce({
    ...{ origin: shop.url, paths, timeout, clients: { count: clients, seconds } },
  });
  // A shop that cannot keep up refuses some pages at once.
  const served = answers.filter(({ status }) => status === 200).length;
  const took = Math.max(...answers.map(({ at, took }) => at + took)) / 1_000;
  return { rate: served / took, busy: (processorTime(pid) - spent) / served };
}

/** How many invocations of workers a new product page costs. Counting costs time, so these shops are not measured. */
async function countInvocations({ progress }: Bench): Promise<Record<Name, number>> {
  const counts: Record<Name, number> = { faces: 0, tiers: 0, monolith: 0 };
  const path = '/products/51284213';
  for (const name of names) {
    const shop = await openShop({ topology: name, limit: 0, crons: false });
    try {
      await (await shop.fetch('/')).text();
      await (await shop.fetch(path)).text();
      const all: Count[] = await (await shop.fetch('/_dev/limits')).json();
      counts[name] = all.find((each) => each.path === path)?.invocations ?? Number.NaN;
      progress(`${name}: ${counts[name]} invocations for a new product page`);
    } finally {
      await shop.close();
    }
  }
  return counts;
}

function toRow(runs: Record<Name, Measured[]>, invocations: Record<Name, number>): Row {
  const busy = (name: Name) => runs[name].map((run) => run['processor ms a new page']);
  const perRound = busy('faces').map((value, round) => value / (busy('monolith')[round] as number));
  const measured = names.flatMap((name) => [
    ...Object.keys(runs[name][0] as Measured).map((figure) => [
      `${name}, ${figure}`,
      toSample(runs[name].map((run) => run[figure as keyof Measured])),
    ]),
    [`${name}, invocations of a new page`, toSample([invocations[name]])],
  ]);
  return {
    id: 'faces-monolith',
    what: 'new product pages, processor time of faces ÷ that of the monolith',
    value: toSample(busy('faces')).median / toSample(busy('monolith')).median,
    range: [Math.min(...perRound), Math.max(...perRound)],
    unit: '×',
    goal: { atMost: 3 },
    measured: Object.fromEntries(measured),
  };
}
