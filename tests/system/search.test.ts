import { describe, expect, test } from 'bun:test';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';

const shop = await openSharedShop();

const search = async (q: string) => {
  const { html } = readSlot(await (await shop.fetch(`/search?q=${encodeURIComponent(q)}`)).text(), 'results');
  const products = [...html.matchAll(/href="\/products\/(\d+)/g)].map(([, id]) => id);
  return { products: [...new Set(products)], text: toText(html) };
};

describe('a search finds what the shopper meant', () => {
  test.each(['★나노블록★', '나노블록~', '🔥나노블록🔥'])('%s has the same results as 나노블록', async (q) => {
    const plain = await search('나노블록');
    expect(plain.products.length).toBeGreaterThan(2);
    expect((await search(q)).products).toEqual(plain.products);
  });

  test.each([
    ['나노블럭', '‘나노블록’으로 검색한 결과'],
    ['나노불럭', '‘나노블록’으로 검색한 결과'],
    ['치코리카', '‘치코리타’로 검색한 결과'],
  ])('%s is corrected, and the page names the correction', async (q, note) => {
    const { products, text } = await search(q);
    expect(products.length).toBeGreaterThan(0);
    expect(text).toContain(note);
  });

  test('pokemon finds 포켓몬', async () => {
    const { products, text } = await search('pokemon');
    expect(products).toEqual((await search('포켓몬')).products);
    expect(text).not.toContain('검색한 결과');
  });

  test('suggestions list words before products', async () => {
    const answer = await shop.fetch(`/api/search/suggestions?q=${encodeURIComponent('포켓')}`);
    const { terms, suggestions } = (await answer.json()) as { terms: string[]; suggestions: unknown[] };
    expect(terms).toContain('포켓몬스터');
    expect(suggestions.length).toBeGreaterThan(2);
  });
});
