import { describe, expect, test } from 'bun:test';
import type { HeadView } from '@jogakbo/product-bff/contract';
import { toHead } from './to-head.ts';

const view: HeadView = {
  product: {
    id: '51862822',
    itemId: '183485417',
    item: '183485418',
    title: '나노블록 90피스',
    brand: '퍼즐사랑',
    category: 'toys-nano-blocks',
    image: '/p/51862822.svg',
    images: ['/p/51862822.svg', '/p/51862822-2.svg'],
    badges: ['rocket'],
    createdAt: 0,
    optionName: '색상',
    options: [{ itemId: '183485417', label: '혼합 색상' }],
    attributes: [{ name: '최소 연령', value: '12세' }],
  },
  price: 10_390,
  stock: 'low',
  rating: { average: 4.5, count: 2 },
};
const origin = 'https://shop.example';

test('the head has title, description and link preview', () => {
  const html = toHead(view, 'ko', origin);
  expect(html).toContain('<title>나노블록 90피스 — 조각보</title>');
  expect(html).toContain('<meta name="description" content="퍼즐사랑 · 최소 연령 12세">');
  expect(html).toContain('<meta property="og:image" content="https://shop.example/p/51862822.png">');
});

describe('structured data', () => {
  test('has offer and rating', () => {
    expect(toData(view)).toMatchObject({
      '@type': 'Product',
      name: '나노블록 90피스',
      sku: '183485418',
      image: ['https://shop.example/p/51862822.svg', 'https://shop.example/p/51862822-2.svg'],
      offers: {
        price: 10_390,
        priceCurrency: 'KRW',
        availability: 'https://schema.org/LimitedAvailability',
        url: 'https://shop.example/products/51862822?item=183485418',
      },
      aggregateRating: { ratingValue: 4.5, reviewCount: 2 },
    });
  });

  test('leaves out unknown data, and the rating of a product without reviews', () => {
    expect(toData({ ...view, price: null })).not.toHaveProperty('offers');
    expect(toData({ ...view, rating: null })).not.toHaveProperty('aggregateRating');
    expect(toData({ ...view, rating: { average: 0, count: 0 } })).not.toHaveProperty('aggregateRating');
    expect(toData({ ...view, stock: null })).not.toHaveProperty('offers.availability');
    expect(toData({ ...view, price: 0 })).toHaveProperty('offers.price', 0);
  });
});

test.each(['"<&>\'', '</script><script>alert(1)</script>', '<!--<script>', '&quot;', '" onload="x'])(
  '%s stays text in the head',
  (nasty) => {
    const product = {
      ...view.product,
      title: nasty,
      brand: nasty,
      attributes: [{ name: nasty, value: nasty }],
    };
    const html = toHead({ ...view, product }, 'ko', origin);
    const read = readElements(html);
    expect(read.map(({ name }) => name)).toEqual(
      readElements(toHead(view, 'ko', origin)).map(({ name }) => name),
    );
    expect(read[0]?.text).toBe(`${nasty} — 조각보`);
    expect(read.find(({ property }) => property === 'og:title')?.content).toBe(`${nasty} — 조각보`);
    expect(toData({ ...view, product })).toMatchObject({ name: nasty, brand: { name: nasty } });
  },
);

function toData(head: HeadView): object {
  const [script] = readElements(toHead(head, 'ko', origin)).filter(({ name }) => name === 'script');
  return JSON.parse(script?.text ?? '');
}

type Parsed = { name: string; text: string; property: string | null; content: string | null };

/** The elements that an HTML parser finds. */
function readElements(html: string): Parsed[] {
  const elements: Parsed[] = [];
  new HTMLRewriter()
    .on('*', {
      element: (element) => {
        const [property, content] = ['property', 'content'].map((name) => decode(element.getAttribute(name)));
        elements.push({
          name: element.tagName,
          text: '',
          property: property ?? null,
          content: content ?? null,
        });
      },
      text: (chunk) => {
        const last = elements.at(-1) as Parsed;
        last.text += last.name === 'script' ? chunk.text : decode(chunk.text);
      },
    })
    .transform(html);
  return elements;
}

function decode(text: string | null): string | null {
  if (text === null) return null;
  return text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
