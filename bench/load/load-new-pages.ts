import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { processorTime } from '../targets/process-table.ts';
import { askEachOnce } from './ask-each-once.ts';

const clients = 16;
/** Milliseconds after which a client gives up. */
const timeout = 10_000;

/** The pages of all products of the seed. */
const paths = createCatalogue().products.map(({ id }) => `/products/${id}`);

/**
 * Asks a shop for product pages that nobody has opened, each once.
 *
 * @param url the address of the shop, which forgets its copies first
 * @param pids the processes that serve it
 * @returns pages in a second, and the processor milliseconds of a page in each process
 */
export async function loadNewPages(url: string, pids: number[], seconds: number) {
  await fetch(`${url}/_dev/faults`, { method: 'DELETE' });
  await (await fetch(url)).text();
  const before = pids.map(processorTime);
  const { answers } = await askEachOnce({
    ...{ origin: url, paths, timeout, clients: { count: clients, seconds } },
  });
  // A shop that cannot keep up refuses some pages at once.
  const served = answers.filter(({ status }) => status === 200).length;
  const took = Math.max(...answers.map(({ at, took }) => at + took)) / 1_000;
  const spent = pids.map((pid, index) => (processorTime(pid) - (before[index] as number)) / served);
  return { pagesPerSecond: served / took, spent };
}
