import { describe, expect, test } from 'bun:test';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openSharedShop();
const origin = 'https://jogakbo.example';

const open = async (path: string) => {
  const answer = await shop.fetch(path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
/** Returns the path of an address in the sitemap or in a link. */
const toPath = (address: string) => address.replaceAll('&amp;', '&').replace(origin, '');
const metaOf = (html: string, name: string) =>
  html.match(new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)">`))?.[1];
const linksOf = (html: string, rel: string) =>
  [...html.matchAll(new RegExp(`<link rel="${rel}"(?: hreflang="([\\w-]+)")? href="([^"]+)">`, 'g'))].map(
    ([, language, href]) => [language, toPath(href as string)] as const,
  );
const dataOf = (html: string, type: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)]
    .map(([, json]) => JSON.parse(json as string))
    .filter((data) => data['@type'] === type);

const listed = [
  '/',
  '/products/51862822',
  '/categories/toys?page=2',
  '/campaigns/goldbox',
  '/help',
  '/terms',
];

describe.each(listed)('the listed page %s', (path) => {
  test('names its canonical address in each language, and that address works', async () => {
    const { text } = await open(path);
    expect(linksOf(text, 'canonical')).toEqual([[undefined as never, path]]);
    const english = `${path}${path.includes('?') ? '&' : '?'}lang=en`;
    expect(linksOf(text, 'alternate')).toEqual([
      ['ko', path],
      ['en', english],
      ['x-default', path],
    ]);
    const translated = (await open(english)).text;
    expect(linksOf(translated, 'canonical')).toEqual([[undefined as never, english]]);
    expect(translated).toContain('<html lang="en">');
    expect(text).not.toContain('noindex');
  });

  test('has a link preview whose picture is a PNG', async () => {
    const { text } = await open(path);
    expect(metaOf(text, 'og:title')).toBe(text.match(/<title>([^<]*)/)?.[1] as string);
    expect(toPath(metaOf(text, 'og:url') as string)).toBe(path);
    expect(metaOf(text, 'og:description')?.length).toBeGreaterThan(10);
    const picture = await open(toPath(metaOf(text, 'og:image') as string));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });
});

test.each(['/cart', '/login', '/signup', '/search?q=lego', '/login?next=/orders'])(
  'search engines must not list %s',
  async (path) => {
    const { text } = await open(path);
    expect(metaOf(text, 'robots')).toBe('noindex');
    expect(linksOf(text, 'canonical')).toEqual([]);
  },
);

test('a 404 page has no canonical address', async () => {
  const { text, status } = await open('/products/999');
  expect([status, linksOf(text, 'canonical')]).toEqual([404, []]);
});

describe('structured data', () => {
  test('of a product agrees with the page', async () => {
    // On a busy machine, a part that takes over 100 ms is left out. Such a head is renewed after a second.
    let text = '';
    await until('whole product data', async () => {
      text = (await open('/products/51862822')).text;
      return /Offer.*availability.*AggregateRating/.test(text);
    });
    const [product] = dataOf(text, 'Product');
    const shown = (slot: string) => toText(readSlot(text, slot).html);
    expect(shown('title')).toContain(product.name);
    expect(shown('title')).toContain(product.brand.name);
    expect(shown('price')).toContain(`${product.offers.price.toLocaleString('en')}원`);
    expect(shown('stars')).toContain(`${product.aggregateRating.reviewCount}개 상품평`);
    expect(shown('attributes')).toContain(`${product.productID} - ${product.sku}`);
    expect(product.offers.availability).toBe('https://schema.org/LimitedAvailability');
    expect(shown('stock')).toContain('품절임박');
    expect(readSlot(text, 'gallery').html).toContain(toPath(product.image[0]));
  });

  test.each([
    ['/categories/toys', 'list'],
    ['/campaigns/goldbox', 'campaign'],
    ['/', 'shelf-popular'],
  ])('of the list on %s has the products of the list in their order', async (path, slot) => {
    const { html } = readSlot((await open(path)).text, slot);
    const [list] = dataOf(html, 'ItemList');
    const shown = [...html.matchAll(/<a[^>]*href="(\/products\/\d+)[^"]*"/g)].map(([, href]) => href);
    expect(list.itemListElement.length).toBeGreaterThan(5);
    expect(list.itemListElement.map(({ url }: { url: string }) => toPath(url))).toEqual([...new Set(shown)]);
  });

  test('of the home page names the shop and its search', async () => {
    const [site] = dataOf((await open('/')).text, 'WebSite');
    expect(site).toMatchObject({ name: '조각보', publisher: { '@type': 'Organization' } });
    const search = site.potentialAction.target.urlTemplate.replace('{search_term_string}', 'lego');
    expect((await open(toPath(search))).status).toBe(200);
    expect((await open(toPath(site.publisher.logo))).headers.get('content-type')).toBe('image/png');
  });
});

describe('the sitemap', () => {
  const addressesOf = (xml: string) =>
    [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => toPath(loc as string));

  test('lists existing pages, in well-formed files', async () => {
    const index = await open('/sitemap.xml');
    expectWellFormed(index.text);
    const files = addressesOf(index.text);
    expect(files).toEqual(
      expect.arrayContaining(['/sitemaps/pages.xml', '/sitemaps/category-1.xml', '/sitemaps/product-1.xml']),
    );
    for (const file of files) {
      const { text, headers } = await open(file);
      expect(headers.get('content-type')).toStartWith('application/xml');
      expectWellFormed(text);
      const addresses = addressesOf(text);
      expect(addresses.length).toBeGreaterThan(1);
      expect(addresses.length).toBeLessThanOrEqual(50_000);
      for (const address of [addresses[0], addresses.at(-1)])
        expect((await open(address as string)).status).toBe(200);
    }
  });

  test('is sent again only after a change, and a file beyond the last is 404', async () => {
    const tag = (await open('/sitemap.xml')).headers.get('etag') as string;
    expect((await shop.fetch('/sitemap.xml', { headers: { 'if-none-match': tag } })).status).toBe(304);
    for (const file of ['product-9999', 'product-0', 'order-1', 'x'])
      expect((await open(`/sitemaps/${file}.xml`)).status).toBe(404);
  });
});

test('robots.txt names the sitemap, and excludes endless pages', async () => {
  const { text } = await open('/robots.txt');
  expect(text).toContain(`Sitemap: ${origin}/sitemap.xml`);
  for (const trap of ['/search', '/_fragments/', '/api/', '/*?*sort='])
    expect(text).toContain(`Disallow: ${trap}\n`);
});

test('browsers find the web manifest, its icons and the search', async () => {
  const { text } = await open('/');
  const hrefOf = (rel: string) =>
    text.match(new RegExp(`<link rel="${rel}"[^>]* href="([^"]+)"`))?.[1] as string;
  const manifest = await open(hrefOf('manifest'));
  expect(manifest.headers.get('content-type')).toBe('application/manifest+json');
  for (const { src, type } of JSON.parse(manifest.text).icons) {
    const icon = await open(src);
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, type]);
  }
  expect((await open(hrefOf('apple-touch-icon'))).headers.get('content-type')).toBe('image/png');
  const search = await open(hrefOf('search'));
  expectWellFormed(search.text);
  expect(search.text).toContain(`template="${origin}/search?q={searchTerms}"`);
});

test('security.txt has a contact, and has not expired', async () => {
  const { text } = await open('/.well-known/security.txt');
  expect(text).toMatch(/^Contact: mailto:\S+@\S+$/m);
  expect(Date.parse(text.match(/^Expires: (.+)$/m)?.[1] as string)).toBeGreaterThan(Date.parse('2019-05-16'));
});

/** Checks that XML closes each element, and has no bare `&` or `<`. */
function expectWellFormed(xml: string): void {
  expect(xml).toStartWith('<?xml version="1.0" encoding="UTF-8"?><');
  const open: string[] = [];
  const body = xml.slice(xml.indexOf('?>') + 2);
  for (const [, closing, name, empty] of body.matchAll(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/g)) {
    if (closing) expect(open.pop()).toBe(name as string);
    else if (!empty) open.push(name as string);
  }
  expect(open).toEqual([]);
  expect(body.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!\w+;|#\d+;)/);
}
