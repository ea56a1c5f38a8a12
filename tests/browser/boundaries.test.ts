import { afterAll, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
afterAll(() => browser.close());

test.each([360, 1_280])(
  'at %d px, each label is one line inside its fragment, and whole while somebody points at it',
  async (width) => {
    const { page, close } = await browser.visit(`/products/${fixtures.manyReviews.id}?boundaries=1`, {
      viewport: { width, height: 900 },
    });
    const labels = await page.locator('jb-fragment[data-boundary]:not([hidden])').evaluateAll((fragments) =>
      fragments
        .filter((fragment) => fragment.clientWidth > 0)
        .map((fragment) => {
          const { width, height } = getComputedStyle(fragment, '::after');
          const name = fragment.getAttribute('slot');
          // Widths are fractions of a pixel.
          const room = fragment.getBoundingClientRect().width + 1;
          return { name, fits: parseFloat(width) <= room && parseFloat(height) <= 20 };
        }),
    );
    expect(labels.length).toBeGreaterThan(12);
    expect(labels.filter(({ fits }) => !fits)).toEqual([]);

    const cart = page.locator('jb-fragment[slot=cart]');
    await cart.hover();
    const { position, widthOfLabel, text } = await cart.evaluate((fragment) => {
      const { position, width } = getComputedStyle(fragment, '::after');
      return { position, widthOfLabel: parseFloat(width), text: fragment.getAttribute('data-about') ?? '' };
    });
    expect(position).toBe('fixed');
    expect(widthOfLabel).toBeLessThanOrEqual(width);
    expect(text).toMatch(/ms/);
    await close();
  },
);
