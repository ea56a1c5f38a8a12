import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from '../find-chromium.ts';

/** Opens a real Chromium that visits one shop. @returns undefined if there is none on this machine */
export async function openChromium(url: string) {
  const executablePath = findChromium();
  if (!executablePath) return undefined;
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  return {
    close: () => browser.close(),
    /** Opens a page of a new visitor: no cookies, nothing cached. */
    async visit() {
      const context = await browser.newContext({ baseURL: url, locale: 'ko-KR' });
      return { page: await context.newPage(), close: () => context.close() };
    },
  };
}
