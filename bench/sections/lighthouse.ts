import { findChromium } from '../../tools/find-chromium.ts';
import { runLighthouse } from '../lighthouse/run-lighthouse.ts';
import { toRows } from '../lighthouse/to-rows.ts';
import type { Section } from '../section.ts';

/** What a shopper with a slow phone feels of the main pages, and how Lighthouse marks them. */
export const lighthouse: Section = {
  rows: ['lighthouse'],
  async measure({ effort, progress }) {
    const chromium = findChromium();
    if (!chromium) {
      progress('no Lighthouse for want of Chromium: apt-get install chromium, or set CHROMIUM to its path');
      return [];
    }
    return toRows(
      await runLighthouse(chromium, effort.lighthouseRuns, (step) => progress(`Lighthouse: ${step}`)),
    );
  },
};
