import { openShop } from '../../tests/open-shop.helper.ts';
import type { Count } from '../../tools/runtime/limits/worker.ts';
import type { SystemOptions } from '../../tools/runtime/system-options.ts';
import { writeTopology } from '../../tools/topology/write-topology.ts';
import { tiersOf, type Worker } from '../../tools/workers.ts';
import { childrenCalled } from '../targets/process-table.ts';
import { breakWorker } from './break-worker.ts';
import type { OpenedStep } from './step.ts';
import { takeTables } from './take-tables.ts';

/** The tables from which the service of a slice answers. */
export const tables = {
  review: ['review', 'rating_summary'],
  pricing: ['price', 'coupon'],
  search: ['listing', 'listing_category', 'listing_count'],
};

/** A busy machine is no fault, so Redis gets time. All customers sign up from one address. */
export const settings = { REDIS_TIMEOUT: '5000', PASSWORD_COST: '10', SIGN_UPS_BY_ADDRESS: '1000' };

type OpenedTopology = OpenedStep & {
  /** The variables with which `bun run serve` calls the services. */ server?:
    | Record<string, string>
    | undefined;
  readCounts(): Promise<Count[]>;
};

/**
 * Starts the shop of slices in workerd.
 *
 * @param counting whether invocations of workers are counted
 */
export async function openTopology(
  topology: string,
  counting: boolean,
  options: Partial<SystemOptions> = {},
): Promise<OpenedTopology> {
  const others = childrenCalled('workerd');
  let broken: Worker | undefined;
  const shop = await openShop({
    ...{ topology, crons: false, limit: counting ? 0 : undefined },
    // The faults are made on purpose, so their errors say nothing.
    onLog: () => {},
    settings,
    rewire: (workers) => workers.map((worker) => (worker.name === broken?.name ? broken : worker)),
    ...options,
  });
  const readCounts = async (): Promise<Count[]> => (await shop.fetch('/_dev/limits')).json();
  return {
    ...{ url: shop.url, server: shop.server, readCounts },
    pids: () => childrenCalled('workerd').filter((pid) => !others.includes(pid)),
    forget: async () => void (await shop.clearFaults()),
    async countInvocations(path) {
      await (await shop.fetch(path)).text();
      const counts = await readCounts();
      return counts.find((each) => each.path === path)?.invocations ?? Number.NaN;
    },
    async breakData(slice) {
      const database = await shop.databaseOf(`${slice}-service`);
      return takeTables(async (sql) => void (await database.prepare(sql).run()), tables[slice]);
    },
    async breakProgram(slice) {
      const workers = await writeTopology(topology);
      const isInside = (worker: Worker) => tiersOf(worker).some(({ name }) => name === `${slice}-service`);
      const { worker, remove } = await breakWorker(workers.find(isInside) as Worker);
      broken = worker;
      await shop.reload();
      return async () => {
        broken = undefined;
        await shop.reload();
        await remove();
      };
    },
    close: () => shop.close(),
  };
}
