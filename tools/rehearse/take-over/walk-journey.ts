import type { Locator, Page } from 'playwright-core';
import { home, type Item, password } from '../../visitor/purchase.ts';

type Browser = { visit(path: string): Promise<{ page: Page; close(): Promise<void> }> };
type Journey = Item & {
  /** Words that find products. */
  words: string;
};
/** Whether the shop answered, and not the legacy, by the first part of the path. */
type Sides = Record<
  '' | 'search' | 'products' | 'cart' | 'login' | 'signup' | 'checkout' | 'orders',
  boolean
>;

/** A person who waits this long without an effect opens the page again, this often at most. */
const patienceMs = 10_000;
const mostTries = 12;

/**
 * Walks through the shop in Chromium as a new visitor, whichever side answers: looks for a product, puts it into the cart, becomes a member and buys
 * it.
 *
 * @returns which side answered each page, and the parts of the other side in the product page
 * @throws Error if a step has no effect
 */
export async function walkJourney(browser: Browser, { productId, itemId, words }: Journey) {
  const { page, close } = await browser.visit('/');
  page.setDefaultTimeout(patienceMs);
  const sides: Partial<Sides> = {};
  try {
    await step('look for a product', '/', async () => {
      const box = page.getByRole('search').locator('input[name=q]');
      await arrive('', box);
      await box.fill(words);
      await box.press('Enter');
      await arrive(
        'search',
        page.locator('main a[href^="/products/"], jb-fragment a[href^="/products/"]').first(),
      );
    });
    const product = `/products/${productId}?item=${itemId}`;
    await step('put it into the cart', product, async () => {
      await arrive('products', page.getByRole('heading', { level: 1 }));
      await page.getByRole('button', { name: '장바구니 담기' }).click();
      // The form leads to the cart. The island stays on the page, and says that it is done.
      await Promise.any([page.waitForURL('**/cart'), page.getByText('장바구니에 담았어요.').waitFor()]);
    });
    const parts = await step('look at the price', product, async () => {
      await page.locator('[data-region=price], [slot=price]').first().waitFor();
      const [about] = ['[data-region]', '[slot]'].map((of) => page.locator(`${of}[data-boundary]`));
      return about?.evaluateAll((all) => all.map((each) => `${each.getAttribute('data-region')}`)) ?? [];
    });
    await step('check out', '/cart', async () => {
      await arrive('cart', page.locator(`a[href*="item=${itemId}"]`).first());
      await page.getByRole('link', { name: '주문하기' }).click();
      await arrive('login', page.locator('form[action^="/login"] input[name=password]'));
    });
    const email = `${crypto.randomUUID()}@example.com`;
    await step('sign up', '/signup?next=%2Fcheckout', async () => {
      const form = page.locator('form[action^="/signup"]');
      await arrive('signup', form.locator('input[name=password]'));
      await form.locator('input[name=name]').fill('홍길동');
      await form.locator('input[name=email]').fill(email);
      await form.locator('input[name=password]').fill(password);
      for (const box of await form.getByRole('checkbox').all()) await box.check();
      await form.getByRole('button').last().click();
      await page.waitForURL('**/checkout');
    });
    await step('pay', '/checkout', async () => {
      await arrive('checkout', page.locator('input[name=recipient]'));
      for (const [name, text] of Object.entries(home)) await page.locator(`input[name=${name}]`).fill(text);
      if (sides.checkout) {
        await page.locator('input[name=method]').first().check();
        await page.locator('input[name=agree]').check();
      }
      await page.getByRole('button', { name: /결제하기/ }).click();
      await page.waitForURL('**/orders/*');
    });
    await step('read the order', page.url(), () =>
      arrive('orders', page.locator('[data-region=order], jb-fragment[slot=order] h1').first()),
    );
    return { sides: sides as Sides, parts };
  } finally {
    await close();
  }

  async function step<Value>(name: string, path: string, act: () => Promise<Value>): Promise<Value> {
    for (let tries = 1; ; tries++) {
      try {
        await page.goto(path);
        return await act();
      } catch (error) {
        if (tries === mostTries)
          throw new Error(`A visitor could not ${name} at ${page.url()}`, { cause: error });
      }
    }
  }

  /** Waits for a part of a page, and notes which side answered. */
  async function arrive(name: keyof Sides, part: Locator): Promise<void> {
    await part.waitFor();
    sides[name] = (await page.locator('jb-page').count()) > 0;
  }
}
