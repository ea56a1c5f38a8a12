import { afterAll, describe, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createReviewer } from '../create-reviewer.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { until } from '../until.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openShop();
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const count = (page: Page) => page.locator('jb-fragment[slot=cart] .count');

describe.each([false, true])('with scripts: %p', (javaScriptEnabled) => {
  const visit = (path: string, width = 1280) =>
    browser.visitWhole(path, { javaScriptEnabled, viewport: { width, height: 900 } });

  test.each([360, 1280])(
    'a shopper chooses an option, adds it to the cart, changes and removes it, at %p px',
    async (width) => {
      const { id, itemIds } = fixtures.manyOptions;
      const { page, close, complaints } = await visit(`/products/${id}?item=${itemIds[0]}`, width);
      const first = await page.locator('jb-fragment[slot=price] .price-final').innerText();
      await page.locator(`jb-fragment[slot=options] a[href$="item=${itemIds[5]}"]`).click();
      await page.locator('jb-fragment[slot=attributes]').getByText(`${id} - ${itemIds[5]}`).waitFor();
      const chosen = page.locator('jb-fragment[slot=price] .price-final');
      await page.waitForURL(`**item=${itemIds[5]}`);
      expect(await chosen.innerText()).not.toBe(first);
      const price = await chosen.innerText();

      await page.getByLabel('수량', { exact: true }).fill('2');
      await page.getByRole('button', { name: '장바구니 담기' }).click();
      await count(page).getByText('1', { exact: true }).waitFor();

      await page.goto('/cart');
      const won = Number(price.replace(/\D/g, ''));
      const total = (pieces: number) =>
        page
          .getByText(`${(won * pieces).toLocaleString('en')}원`)
          .first()
          .waitFor();
      await total(2);
      await page.locator('input[name=quantity][inputmode]').fill('3');
      await page.getByRole('button', { name: '변경' }).click();
      await total(3);
      await page.getByRole('button', { name: / 삭제$/ }).click();
      await page.getByText('장바구니가 비어 있어요').waitFor();
      expect(await count(page).innerText()).toBe('0');
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test.each([
    ['a word inside words', '켓몬'],
    ['initial consonants', 'ㅍㅋㅁ'],
    ['a syllable half composed', '포켓ㅁ'],
    ['Korean on an English keyboard', 'vhzptahs'],
  ])('a search by %s finds the product', async (_, words) => {
    const { page, close, complaints } = await visit('/');
    const box = page.getByRole('search').locator('input[name=q]');
    await box.fill(words);
    await box.press('Enter');
    await page.waitForURL('**/search?**');
    const titles = await page.locator('jb-fragment[slot=results] .card-title').allInnerTexts();
    expect(titles.length).toBeGreaterThan(2);
    for (const title of titles) expect(title).toContain('포켓몬');
    expect(await page.locator('jb-fragment[slot=results] mark').count()).toBeGreaterThan(2);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a shopper browses categories: the menu, a sorted list, its second page, a product', async () => {
    const { page, close, complaints } = await visit('/');
    const menu = page.locator('jb-fragment[slot=categories]');
    await menu.locator('summary').first().click();
    await menu.getByRole('link', { name: '완구/취미', exact: true }).click();
    await page.waitForURL('**/categories/toys');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('완구/취미');
    const prices = async () =>
      (await page.locator('jb-fragment[slot=list] .price-final').allInnerTexts()).map((text) =>
        Number(text.replace(/\D/g, '')),
      );

    await page.locator('jb-fragment[slot=list] a[href*="sort=price-asc"]').first().click();
    await page.waitForURL('**sort=price-asc**');
    const cheap = await prices();
    expect(cheap).toEqual([...cheap].sort((a, b) => a - b));
    await page.locator('jb-fragment[slot=list] a[href*="page=2"]').first().click();
    await page.waitForURL('**page=2**');
    const next = await prices();
    expect(next[0]).toBeGreaterThanOrEqual(cheap.at(-1) as number);
    const title = await page.locator('jb-fragment[slot=list] .card-title').first().innerText();
    await page.locator('jb-fragment[slot=list] .card a').first().click();
    await page.waitForURL('**/products/**');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a review is refused first, then shown to everyone as text, then changed and deleted', async () => {
    const product = fixtures.noReviews.id;
    const { page, close } = await visit('/cart');
    const { cookies } = await createReviewer(shop, product);
    await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: shop.url })));
    const form = page.locator('jb-fragment[slot=review-form] form');
    // On a busy machine the session look-up may be too late for a page. Then the page shows no form.
    const openForm = () =>
      until('the form', async () => {
        await page.goto(`${shop.url}/products/${product}?review=write`);
        return (await form.count()) === 1;
      });
    await openForm();
    const title = javaScriptEnabled ? '스크립트로 씁니다' : '스크립트 없이 씁니다';
    const text = `<script>alert(1)</script> 선물로 샀는데 아이가 정말 좋아합니다. (${title})`;
    await form.locator('input[name=rating][value="4"]').check({ force: true });
    await form.locator('[name=title]').fill(title);
    await form.locator('[name=body]').fill('짧다');
    await form.getByRole('button', { name: /올리기/ }).click();
    await form.locator('[aria-invalid=true]').first().waitFor();
    expect(await form.locator('[name=title]').inputValue()).toBe(title);

    await form.locator('[name=body]').fill(text);
    await form.getByRole('button', { name: /올리기/ }).click();
    await page.locator('jb-fragment[slot=reviews]').getByText(text).waitFor();
    const listed = page.locator('jb-fragment[slot=reviews]').getByText(title, { exact: true });
    expect(await listed.count()).toBe(1);

    await openForm();
    await form.locator('[name=body]').fill(`${text} 고쳤어요.`);
    await form.getByRole('button', { name: /고치기/ }).click();
    await page.locator('jb-fragment[slot=reviews]').getByText('고쳤어요.').waitFor();
    expect(await listed.count()).toBe(1);
    await openForm();
    await form.getByText('상품평 삭제').click();
    await form.getByRole('button', { name: /삭제하기/ }).click();
    await page.locator('jb-fragment[slot=stars]').getByText('아직 상품평이 없어요').waitFor();
    expect(await listed.count()).toBe(0);
    await close();
  });
});
