import { openShop } from '../../tests/open-shop.helper.ts';
import { findFreePort } from '../../tools/runtime/find-free-port.ts';
import { defaultTopology } from '../../tools/topology/topologies.ts';
import { writeTopology } from '../../tools/topology/write-topology.ts';
import { toServiceName } from '../../tools/workers.ts';
import { walkShop } from '../load/walk-shop.ts';
import type { Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { type Heaps, readHeaps } from '../targets/read-heaps.ts';
import { uncounted } from '../targets/uncounted.ts';

/** The allowed growth of an isolate in MiB. 10 minutes are 6,000 requests, so a leak of 200 bytes in each request is visible. */
const mostGrowth = 1;

/**
 * Measures the memory of each worker's isolate after a garbage collection, after a third of the time and at the end. The same visits
 * have filled the caches by then, so further growth is a leak.
 */
export const soak: Section = {
  rows: ['soak'],
  async measure({ effort, progress }) {
    if (effort.soakMinutes === 0) return [];
    const inspectorPort = findFreePort();
    const shop = await openShop({ inspectorPort, settings: { REDIS_TIMEOUT: '5000' }, ...uncounted });
    try {
      const names = (await writeTopology(defaultTopology)).map(toServiceName);
      const read = async (minutes: number) => {
        const walked = await walkShop(shop.url, minutes * 60);
        const failed = Object.values(walked.failures).reduce((sum, count) => sum + count, 0);
        if (failed > walked.visits / 10) throw new Error(`visits failed: ${JSON.stringify(walked.failures)}`);
        const heaps = await readHeaps(inspectorPort, names);
        progress(
          `${toTotal(heaps).toFixed(1)} MiB in ${heaps.size} isolates after ${walked.visits} visits, ${failed} of which failed`,
        );
        return heaps;
      };
      const before = await read(effort.soakMinutes / 3);
      const after = await read((effort.soakMinutes * 2) / 3);
      const grown = names
        .map((name) => ({ name, growth: (after.get(name) as number) - (before.get(name) as number) }))
        .sort((a, b) => b.growth - a.growth);
      const growths = grown.map(({ growth }) => growth);
      return [
        {
          id: 'soak',
          what: `MiB by which an isolate grew, minute ${effort.soakMinutes / 3} to ${effort.soakMinutes}, at most`,
          value: Math.max(...growths),
          range: [Math.min(...growths), Math.max(...growths)],
          unit: '',
          goal: { atMost: mostGrowth },
          measured: {
            'all isolates before, MiB': toSample([toTotal(before)]),
            'all isolates after, MiB': toSample([toTotal(after)]),
          },
          notes: grown
            .filter(({ growth }) => growth > mostGrowth)
            .map(({ name, growth }) => `${name} grew by ${growth.toFixed(2)} MiB`),
        },
      ];
    } finally {
      await shop.close();
    }
  },
};

function toTotal(heaps: Heaps): number {
  return [...heaps.values()].reduce((sum, size) => sum + size, 0);
}
