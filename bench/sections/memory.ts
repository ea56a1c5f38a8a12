import { fragments } from '../fragments.ts';
import { measureRate } from '../load/measure-rate.ts';
import type { Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { residentMemory } from '../targets/process-table.ts';
import { startWorkerd } from '../targets/start-workerd.ts';

const mostGrowth = 10;

/** Measures the memory of a fresh workerd after a number of warm pages, and after twice as many. */
export const memory: Section = {
  rows: ['memory'],
  async measure({ effort, progress }) {
    const workerd = await startWorkerd();
    try {
      const target = {
        url: `${workerd.urls.engine}/shared/6`,
        pid: workerd.pid,
        parts: Object.values(fragments),
      };
      let pages = 0;
      const servePages = async (count: number) => {
        while (pages < count) {
          const rate = await measureRate(target, effort.seconds);
          pages += rate.pages;
        }
        const resident = residentMemory(workerd.pid);
        progress(`${resident.toFixed(0)} MiB after ${pages.toLocaleString('en')} pages`);
        return resident;
      };
      const start = residentMemory(workerd.pid);
      const once = await servePages(effort.memoryPages);
      const twice = await servePages(2 * effort.memoryPages);
      const growth = (twice / once - 1) * 100;
      return [
        {
          id: 'memory',
          what: `memory after ${(2 * effort.memoryPages).toLocaleString('en')} pages against ${effort.memoryPages.toLocaleString('en')}`,
          value: growth,
          range: [growth, growth],
          unit: '%',
          goal: { atMost: mostGrowth },
          measured: {
            'at the start, MiB': toSample([start]),
            'after the first half, MiB': toSample([once]),
            'after all, MiB': toSample([twice]),
          },
        },
      ];
    } finally {
      await workerd.close();
    }
  },
};
