import { afterAll, describe, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { until } from '../until.helper.ts';
import { measureLayout } from './measure-layout.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
afterAll(() => browser.close());

const reviewed = `/products/${fixtures.manyReviews.id}`;
/** The selector of everything that a shopper can press, choose or fill in. */
const controls = 'jb-page :is(a[href], button, select, textarea, summary, input:not([type=hidden]))';
const paths = ['/', reviewed, '/categories/toys', '/search?q=나노블록', '/cart', '/signup', '/help'];

test('with forced colors, stars, the chosen option and the chosen picture stay visible', async () => {
  const { page, close } = await browser.visit(reviewed, { forcedColors: 'active' });
  const stars = page.locator('[slot=stars] .stars');
  expect(await stars.evaluate((element) => getComputedStyle(element).backgroundImage)).toContain('gradient');
  for (const choice of ['[slot=options] a', '[slot=gallery] .thumbnail']) {
    const outlines = await page
      .locator(choice)
      .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).outlineStyle));
    expect(outlines.filter((style) => style !== 'none')).toHaveLength(1);
    expect(outlines.length).toBeGreaterThan(1);
  }
  await close();
});

test('a printed product page has its facts and no controls', async () => {
  const { page, close } = await browser.visit(reviewed);
  await page.emulateMedia({ media: 'print' });
  for (const slot of ['title', 'price', 'arrival', 'attributes'])
    expect(await page.locator(`jb-fragment[slot=${slot}]`).isVisible()).toBe(true);
  for (const slot of ['search', 'strip', 'buy', 'buy-now', 'footer'])
    expect(await page.locator(`jb-fragment[slot=${slot}], [slot=${slot}]`).first().isVisible()).toBe(false);
  await close();
});

test('cards far below the screen are not laid out, and the page is as high as with them', async () => {
  const { page, close } = await browser.visitWhole('/categories/toys', {
    viewport: { width: 360, height: 700 },
  });
  const cards = page.locator('[slot=list] .card');
  const isLaidOut = (index: number) =>
    cards
      .nth(index)
      .evaluate((card) => card.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }));
  const toHeight = () => page.evaluate(() => document.documentElement.scrollHeight);
  expect(await isLaidOut(0)).toBe(true);
  expect(await isLaidOut(-1)).toBe(false);
  const before = await toHeight();
  await cards.last().scrollIntoViewIfNeeded();
  await until('the last card', () => isLaidOut(-1));
  expect(Math.abs((await toHeight()) - before) / before).toBeLessThan(0.05);
  await close();
});

describe.each([768, 1_280])('at %d px', (width) => {
  test.each(paths)('the page %s can be read with letters of twice the size', async (path) => {
    const { page, close } = await browser.visit(path, { viewport: { width, height: 900 } });
    const before = await toLetters(page);
    // The reader of this browser has set letters of 32 px instead of 16.
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    expect(await toLetters(page)).toBeCloseTo(2 * before, 0);
    const { faults } = await measureLayout(page);
    // A long word may have to break if a line has room for only a few letters.
    expect(faults.filter((fault) => !fault.includes('breaks'))).toEqual([]);
    await close();
  });
});

describe.each([360, 1_280])('at %d px', (width) => {
  test.each(paths)('every control on %s is at least 24 by 24 px', async (path) => {
    const { page, close } = await browser.visit(path, { viewport: { width, height: 900 } });
    expect(await findSmallControls(page)).toEqual([]);
    await close();
  });

  test.each(paths)('the ring of focus of every control on %s is whole', async (path) => {
    const { page, close } = await browser.visit(path, { viewport: { width, height: 900 } });
    expect(await findCutRings(page)).toEqual([]);
    await close();
  });
});

/** Finds controls whose ring of focus is cut off by a part of the page around them. */
function findCutRings(page: Page): Promise<string[]> {
  return page.evaluate((controls) => {
    const cut: string[] = [];
    // A ring is drawn for a control that was reached by the keyboard.
    for (const control of document.querySelectorAll<HTMLElement>(controls)) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue;
      control.focus({ focusVisible: true, preventScroll: true } as FocusOptions);
      if (document.activeElement !== control) continue;
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(control);
      const reach =
        outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
      const ring = control.getBoundingClientRect();
      for (
        let around = control.parentElement;
        around && around !== document.body;
        around = around.parentElement
      ) {
        const style = getComputedStyle(around);
        const box = around.getBoundingClientRect();
        const over = reach + Math.max(box.top - ring.top, ring.bottom - box.bottom);
        const out = reach + Math.max(box.left - ring.left, ring.right - box.right);
        const isCut =
          (style.overflowY !== 'visible' && around.scrollHeight <= around.clientHeight && over > 0) ||
          (style.overflowX !== 'visible' && around.scrollWidth <= around.clientWidth && out > 0) ||
          (style.contentVisibility === 'auto' &&
            Math.max(over, out) > Number.parseFloat(style.getPropertyValue('overflow-clip-margin')));
        if (isCut) cut.push(`${control.outerHTML.slice(0, 90)} in ${around.tagName}.${around.className}`);
      }
    }
    return cut;
  }, controls);
}

/** Reads the size of the page's main text in CSS pixels, as the browser computes it. */
function toLetters(page: Page): Promise<number> {
  return page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
}

/**
 * Finds controls that are too small for a finger. A link inside a sentence is an exception:
 * https://www.w3.org/TR/WCAG22/#target-size-minimum
 */
function findSmallControls(page: Page): Promise<string[]> {
  return page.evaluate((controls) => {
    const small: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>(controls)) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue;
      const label = control.closest('label') ?? document.querySelector(`label[for="${control.id}"]`);
      const target = control.matches('[type=radio], [type=checkbox]') && label ? label : control;
      const isInSentence =
        getComputedStyle(target).display === 'inline' &&
        [...(target.parentElement?.childNodes ?? [])].some(
          (node) => node instanceof Text && node.data.trim() !== '',
        );
      const { width, height } = target.getBoundingClientRect();
      if (isInSentence || (width >= 24 && height >= 24)) continue;
      if (getComputedStyle(target).clipPath.startsWith('inset')) continue;
      small.push(`${Math.round(width)} x ${Math.round(height)}: ${target.outerHTML.slice(0, 120)}`);
    }
    return small;
  }, controls);
}
