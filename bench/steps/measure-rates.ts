import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { askEachOnce } from '../load/ask-each-once.ts';
import { percentile, toSample } from '../statistics.ts';
import { processorTime, residentMemory } from '../targets/process-table.ts';
import { createCustomer } from './create-customer.ts';
import type { Extent, Load, Rates } from './results.ts';
import type { OpenedStep } from './step.ts';
import { listWanted } from './wanted.ts';

const clients = 16;
const buyers = 4;
/** Milliseconds after which a client gives up. */
const timeout = 10_000;
/** More pages than a program serves in one round. */
const manyPages = 60_000;
const samePage = '/products/51862822?item=183485417';

/** Measures new pages, one page again and again, orders and memory of a step. */
export async function measureRates(
  step: OpenedStep,
  { rounds, seconds }: Extent,
  progress: (line: string) => void,
): Promise<Rates> {
  const fresh = createCatalogue().products.map(({ id }) => `/products/${id}`);
  // Only a program without copies serves them all in one round, and for such a program every page is new.
  const newPages = Array.from({ length: manyPages }, (_, index) => fresh[index % fresh.length] as string);
  const warmPages = Array.from({ length: manyPages }, () => samePage);
  await load(step, newPages, seconds);
  const runs: { fresh: Run[]; warm: Run[]; orders: Run[] } = { fresh: [], warm: [], orders: [] };
  for (let round = 1; round <= rounds; round += 1) {
    await step.forget();
    await (await fetch(step.url)).text();
    runs.fresh.push(await load(step, newPages, seconds));
    await (await fetch(step.url + samePage)).text();
    runs.warm.push(await load(step, warmPages, seconds));
    progress(`round ${round}/${rounds}: new ${toText(runs.fresh)}, warm ${toText(runs.warm)}`);
  }
  const order = await createBuyers(step);
  await order(seconds);
  for (let round = 1; round <= rounds; round += 1) runs.orders.push(await order(seconds));
  progress(`orders ${toText(runs.orders)}`);
  const memory = step.pids().reduce((sum, pid) => sum + residentMemory(pid), 0);
  return {
    ...{ newPage: toLoad(runs.fresh), warmPage: toLoad(runs.warm), order: toLoad(runs.orders) },
    memory: toSample([memory]),
  };
}

type Run = { rate: number; busy: number; p50: number; p99: number };

async function load(step: OpenedStep, paths: string[], seconds: number): Promise<Run> {
  const spent = busyTime(step);
  const { answers } = await askEachOnce({
    ...{ origin: step.url.replace('localhost', '127.0.0.1'), paths, timeout },
    clients: { count: clients, seconds },
  });
  const all = answers.map(({ at, took }) => at + took);
  // A shop that cannot keep up refuses some pages at once.
  const times = answers.filter(({ status }) => status === 200).map(({ took }) => took);
  return toRun(times, Math.max(...all), busyTime(step) - spent);
}

/** Creates customers who buy as fast as they are answered. @returns lets them buy for a number of seconds */
async function createBuyers(step: OpenedStep) {
  const wanted = listWanted();
  const customers: Awaited<ReturnType<typeof createCustomer>>[] = [];
  while (customers.length < buyers) customers.push(await createCustomer(step.url));
  let next = 0;
  return async (seconds: number): Promise<Run> => {
    const spent = busyTime(step);
    const began = performance.now();
    const times: number[] = [];
    await Promise.all(
      customers.map(async (customer) => {
        while (performance.now() - began < seconds * 1_000) {
          const asked = performance.now();
          const item = wanted[next++ % wanted.length]!;
          if (await customer.buy(item).catch(() => false)) times.push(performance.now() - asked);
        }
      }),
    );
    return toRun(times, performance.now() - began, busyTime(step) - spent);
  };
}

function busyTime(step: OpenedStep): number {
  return step.pids().reduce((sum, pid) => sum + processorTime(pid), 0);
}

/** @throws Error if nothing succeeded */
function toRun(times: number[], took: number, busy: number): Run {
  if (times.length === 0) throw new Error('no request of this step succeeded');
  return {
    ...{ rate: (times.length * 1_000) / took, busy: busy / times.length },
    ...{ p50: percentile(times, 50), p99: percentile(times, 99) },
  };
}

function toLoad(runs: Run[]): Load {
  const sampleOf = (figure: keyof Run) => toSample(runs.map((run) => run[figure]));
  return { rate: sampleOf('rate'), busy: sampleOf('busy'), p50: sampleOf('p50'), p99: sampleOf('p99') };
}

function toText(runs: Run[]): string {
  const { rate, busy } = runs.at(-1) as Run;
  return `${rate.toFixed(1)} a second, ${busy.toFixed(2)} ms of processor each`;
}
