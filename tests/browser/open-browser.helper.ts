import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumFlags, findChromium, findHeadlessChromium } from '../../tools/find-chromium.ts';
import { until } from '../until.helper.ts';

/** A page, and the errors and warnings of the browser while it was open. */
export type Watched = { page: Page; complaints: string[]; close(): Promise<void> };

type Options = {
  /** It keeps pages that were left, and shows them again when the visitor goes back. The Chromium without a window cannot do this. */
  keepsPages?: boolean;
};

/** Opens a real Chromium that visits one shop. */
export async function openBrowser(url: string, { keepsPages = false }: Options = {}) {
  const browser = await chromium.launch({
    executablePath: (keepsPages ? findChromium() : findHeadlessChromium()) as string,
    args: chromiumFlags,
    ignoreDefaultArgs: keepsPages ? ['--disable-back-forward-cache'] : [],
  });

  return {
    close: () => browser.close(),
    visit,
    /** Opens a path, and loads it again while a part shows its fallback: on a busy machine, some parts of a new page come too late. */
    async visitWhole(path: string, options: BrowserContextOptions = {}): Promise<Watched> {
      const watched = await visit(path, options);
      const fallbacks = watched.page.locator('[data-fallback]');
      await until('a whole page', async () => {
        if ((await fallbacks.count()) === 0) return true;
        await watched.page.reload();
      });
      return watched;
    },
  };

  /** Opens a path in a new context: no cookies, nothing cached. */
  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Watched> {
    const context = await browser.newContext({ baseURL: url, locale: 'ko-KR', ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    if (options.javaScriptEnabled !== false) {
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
        );
      });
    }
    await page.goto(path);
    return { page, complaints, close: () => context.close() };
  }
}
