import { createCatalogue } from '../../tools/seed/catalogue.ts';
import type { Bench, Row } from '../section.ts';
import { percentile, toSample } from '../statistics.ts';
import type { Opened } from '../targets/open-compared.ts';
import { processorTime, residentMemory } from '../targets/process-table.ts';
import { askEachOnce } from './ask-each-once.ts';

const clients = 16;
/** Milliseconds after which a client gives up. */
const timeout = 10_000;

/** The rounds of each system. */
export type Runs<Name extends string = string> = Record<Name, Measured[]>;
type Measured = {
  pagesPerSecond: number;
  busy: number;
  p50: number;
  memory: number;
  /** The share of pages that show a fallback, in percent. */
  fallbacks: number;
};

/** The pages of all products of the seed. */
export const productPaths = createCatalogue().products.map(({ id }) => `/products/${id}`);

/**
 * Asks systems by turns for product pages that are all different, while the frame of the page is known.
 *
 * @param paths a round ends early if all are asked
 * @param seconds the longest time of a round
 */
export async function compareNewPages<Name extends string>(
  opened: Record<Name, Opened>,
  { effort, progress }: Bench,
  { paths = productPaths, seconds = effort.seconds } = {},
): Promise<Runs<Name>> {
  const names = Object.keys(opened) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Measured[]])) as Runs<Name>;
  for (let round = 1; round <= effort.rounds; round += 1)
    for (const name of names) {
      const { shop, pid } = opened[name];
      await shop.clearFaults();
      await (await shop.fetch(productPaths.at(-1) as string)).text();
      const spent = processorTime(pid);
      const { times, took, fallbacks } = await loadPages({ shop, pid }, paths, seconds);
      const measured = {
        busy: (processorTime(pid) - spent) / times.length,
        pagesPerSecond: times.length / took,
        p50: percentile(times, 50),
        memory: residentMemory(pid),
        fallbacks: (fallbacks / times.length) * 100,
      };
      runs[name].push(measured);
      progress(`round ${round}/${effort.rounds}: ${name} ${toText(measured)}`);
    }
  return runs;
}

/** Asks for pages, each once. @returns the milliseconds of those that were served whole, and the seconds of all */
export async function loadPages({ shop }: Opened, paths: string[], seconds: number) {
  const { answers, fallbacks } = await askEachOnce({
    ...{ origin: shop.url, paths, timeout, clients: { count: clients, seconds } },
  });
  // A shop that cannot keep up refuses some pages at once.
  const times = answers.filter(({ status }) => status === 200).map(({ took }) => took);
  return { times, took: Math.max(...answers.map(({ at, took }) => at + took)) / 1_000, fallbacks };
}

/** The processor time of a page beside that of plain tiers. */
export function toComparedRow<Name extends string>(
  row: Pick<Row, 'id' | 'what' | 'goal'>,
  runs: Runs<Name | 'faces' | 'plain tiers'>,
): Row {
  const names = Object.keys(runs) as (keyof typeof runs)[];
  const sampleOf = (name: keyof typeof runs, figure: keyof Measured) =>
    toSample(runs[name].map((run) => run[figure]));
  const perRound = runs.faces.map(({ busy }, round) => busy / (runs['plain tiers'][round] as Measured).busy);
  return {
    ...row,
    value: sampleOf('faces', 'busy').median / sampleOf('plain tiers', 'busy').median,
    range: [Math.min(...perRound), Math.max(...perRound)],
    unit: '×',
    measured: Object.fromEntries(
      names.flatMap((name) => [
        [`${name}, pages/s`, sampleOf(name, 'pagesPerSecond')],
        [`${name}, processor ms a page`, sampleOf(name, 'busy')],
        [`${name}, p50 ms`, sampleOf(name, 'p50')],
        [`${name}, MiB`, sampleOf(name, 'memory')],
        [`${name}, pages with a fallback, %`, sampleOf(name, 'fallbacks')],
      ]),
    ),
  };
}

function toText({ pagesPerSecond, busy, p50, memory, fallbacks }: Measured): string {
  return [
    `${pagesPerSecond.toFixed(0)} new pages/s, ${busy.toFixed(1)} ms of processor, p50 ${p50.toFixed(0)} ms`,
    `${memory.toFixed(0)} MiB, ${fallbacks.toFixed(1)} % with a fallback`,
  ].join(', ');
}
