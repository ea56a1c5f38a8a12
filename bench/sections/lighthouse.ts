import { findChromium } from '../../tools/find-chromium.ts';
import { runLighthouse } from '../lighthouse/run-lighthouse.ts';
import { toRows } from '../lighthouse/to-rows.ts';
import type { Section } from '../section.ts';

/** Measures the main pages on a slow phone, and their marks in Lighthouse. */
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
