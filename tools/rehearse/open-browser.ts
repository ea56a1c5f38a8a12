import type { Ledger } from './ledger.ts';
import { openChromium } from './open-chromium.ts';

export type Browser = Awaited<ReturnType<typeof openBrowser>>;

type Options = { url: string; products: string[]; ledger: Ledger; repeatsWhenBusy: boolean };

/** Opens a real Chromium, which hydrates the islands of some pages. @returns undefined if there is none on this machine */
export async function openBrowser({ url, products, ledger, repeatsWhenBusy }: Options) {
  const browser = await openChromium(url);
  if (!browser) return undefined;
  let opened = 0;
  return {
    close: browser.close,
    /** Opens a product page as a new visitor, wakes all of its islands, and puts a product into the cart by its island. */
    async sample(): Promise<void> {
      const path = products[opened++ % products.length] as string;
      const { page, close } = await browser.visit();
      const complaints: string[] = [];
      try {
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto(path, { waitUntil: 'load' });
        const islands = page.locator('[data-island]');
        ledger.count('islands in Chromium', await islands.count());
        for (const island of await islands.all()) await island.dispatchEvent('pointerover');
        // Hydration takes the data of the island out of the page.
        await page.waitForFunction(
          () => !document.querySelector('[data-island] > script[type="application/json"]'),
        );
        await page.getByRole('button', { name: '한 개 늘리기' }).click();
        await page.getByRole('button', { name: '장바구니 담기' }).click();
        await page.getByText('장바구니에 담았어요.').waitFor();
        ledger.count('pages in Chromium');
      } catch (error) {
        complaints.push(error instanceof Error ? error.message : String(error));
      } finally {
        await close();
      }
      for (const complaint of complaints)
        if (!isBusy(complaint)) ledger.fault('islands that did not hydrate', `${path}: ${complaint}`);
        else if (repeatsWhenBusy) ledger.count('answers of a busy machine');
        else ledger.fault('requests with an error', `${path} in Chromium: ${complaint}`);
    },
  };
}

/** Whether a complaint is about a page or a fragment that did not come in time, which says nothing about an island. */
function isBusy(complaint: string): boolean {
  return /status of 503|goto: Timeout/.test(complaint);
}
