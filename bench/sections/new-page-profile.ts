import { findFreePort } from '../../tools/runtime/find-free-port.ts';
import { loadPages, productPaths } from '../load/compare-new-pages.ts';
import type { Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { openCompared } from '../targets/open-compared.ts';
import { listIsolates } from '../targets/open-inspector.ts';
import { profileIsolate } from '../targets/profile-isolate.ts';

/** The pages that each isolate is measured with: one isolate after the other, since all profilers together take more than the pages. */
const pages = 60;
/** More seconds than those pages take. */
const longest = 30;

/** Shows which workers run the JavaScript of a new product page, the simulators of D1 and of the Cache API included. */
export const newPageProfile: Section = {
  rows: ['new-product-profile'],
  async measure({ progress }) {
    const inspectorPort = findFreePort();
    const opened = await openCompared('faces', { inspectorPort });
    try {
      await loadPages(opened, productPaths.slice(0, 300), longest);
      const times = new Map<string, number>();
      for (const isolate of (await listIsolates(inspectorPort)).filter(isMeasured)) {
        await opened.shop.clearFaults();
        await (await opened.shop.fetch(productPaths.at(-1) as string)).text();
        const load = () => loadPages(opened, productPaths.slice(0, pages), longest);
        const time = (await profileIsolate(inspectorPort, isolate, load)) / pages;
        if (time >= 0.05) times.set(isolate.replace('core:user:jogakbo-', ''), time);
        progress(`${time.toFixed(2)} ms a page in ${isolate}`);
      }
      const all = [...times.values()].reduce((sum, time) => sum + time, 0);
      const sorted = [...times].sort(([, a], [, b]) => b - a);
      const largest = ((sorted[0]?.[1] ?? 0) / all) * 100;
      return [
        {
          id: 'new-product-profile',
          what: `JavaScript of a new product page, the part of the busiest worker, ${sorted[0]?.[0]}`,
          ...{ value: largest, range: [largest, largest], unit: '%', goal: { atMost: 50 }, aim: true },
          measured: Object.fromEntries(
            sorted.map(([name, time]) => [`${name}, profiled ms`, toSample([time])]),
          ),
        },
      ];
    } finally {
      await opened.shop.close();
    }
  },
};

function isMeasured(isolate: string): boolean {
  return /^core:user:jogakbo-(?!.*-assets$)|^d1:db$|^cache:cache$/.test(isolate);
}
