import { describe, expect, test } from 'bun:test';
import type { Card } from '@jogakbo/contracts/card';
import type { ProductView } from '@jogakbo/product-bff/contract';
import { renderIsland, renderStatic } from '@jogakbo/ui/render';
import { Attributes } from './attributes.tsx';
import { Gallery } from './gallery.tsx';
import { Options, type OptionsProps } from './options.tsx';
import { Shelf } from './shelf.tsx';
import { Title } from './title.tsx';

const product: ProductView = {
  id: '51862822',
  itemId: '183485417',
  item: '183485417',
  title: '나노블록 90피스',
  brand: '퍼즐 & 사랑',
  category: 'toys-nano-blocks',
  image: '/p/1.svg',
  images: ['/p/1.svg', '/p/1-2.svg', '/p/1-3.svg'],
  badges: ['rocket'],
  createdAt: 0,
  optionName: '색상',
  options: [{ itemId: '183485417', label: '혼합 색상' }],
  attributes: [{ name: '최소 연령', value: '12세' }],
};

describe('options', () => {
  const one: OptionsProps = {
    language: 'ko',
    productId: product.id,
    optionName: '색상',
    options: product.options,
    item: '183485417',
    soldOut: [],
  };
  const two = { ...one, options: [...product.options, { itemId: '2', label: '<파랑>' }], item: '2' };

  test('a single option is plain text', () => {
    const html = renderIsland('options', Options, one);
    expect(toText(html)).toBe('색상: 혼합 색상');
    expect(html).not.toContain('<a');
  });

  test('several options are links, and the chosen one is marked', () => {
    const html = renderIsland('options', Options, two);
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
      '/products/51862822?item=183485417',
      '/products/51862822?item=2',
    ]);
    expect(html.match(/aria-current/g)).toHaveLength(1);
    expect(html).toMatch(/item=2"[^>]*aria-current="true"|aria-current="true"[^>]*item=2"/);
    expect(html).toContain('aria-label="색상 선택"');
  });

  test('a sold-out option says so and still links to its page', () => {
    const html = renderIsland('options', Options, { ...two, soldOut: ['183485417'] });
    expect(toText(html)).toMatch(/혼합 색상\s*품절\s*<파랑>|혼합 색상\s*품절/);
    expect(html.match(/품절/g)).toHaveLength(1);
    expect(html.match(/href=/g)).toHaveLength(2);
  });

  test('props cannot end the script around them', () => {
    const options = [{ itemId: '2', label: '</script>' }];
    expect(renderIsland('options', Options, { ...two, options }).match(/<\/script>/g)).toHaveLength(1);
  });
});

test('the gallery has a thumbnail for each picture, and only the first picture has a high priority', () => {
  const html = renderStatic(() => Gallery({ language: 'ko', product }));
  expect(html.match(/type="radio"/g)).toHaveLength(3);
  expect(html.match(/\schecked/g)).toHaveLength(1);
  expect(html.match(/fetchpriority="high"/g)).toHaveLength(2);
  expect(html.match(/src="\/p\/1\.svg"[^>]*fetchpriority="high"/g)).toHaveLength(2);
  expect(html).toMatch(/src="\/p\/1\.svg" alt="나노블록 90피스"/);
  expect(html.match(/width="480" height="480"/g)).toHaveLength(3);
});

test('the last attribute is the number of product and item', () => {
  const text = toText(renderStatic(() => Attributes({ language: 'ko', product })));
  expect(text).toMatch(/최소 연령\s*12세\s*상품번호\s*51862822 - 183485417$/);
});

test('product data is marked as Korean on an English page', () => {
  expect(renderStatic(() => Title({ language: 'en', product }))).toContain('lang="ko"');
  expect(renderStatic(() => Title({ language: 'ko', product }))).not.toContain('lang=');
});

test('the brand links to other products of the brand', () => {
  const html = renderStatic(() => Title({ language: 'ko', product }));
  const query = html.match(/href="\/search\?q=([^"]+)"/)?.[1] ?? '';
  expect(decodeURIComponent(query)).toBe(product.brand);
});

describe('a shelf', () => {
  const card: Card = {
    productId: '1',
    itemId: '11',
    title: '상품',
    image: '/p/1.svg',
    badges: ['rocket'],
    price: { list: 15_000, final: 10_390, discountPercent: 30 },
    rating: { average: 4.5, count: 2 },
    stock: 'in',
    arrival: { day: '2019-05-16', guaranteed: true },
  };

  test('is a list under its heading', () => {
    const html = renderStatic(() => Shelf({ language: 'ko', shelf: 'deals', cards: [card, card] }));
    expect(html).toContain('<h2 id="shelf-deals-heading">오늘의 할인</h2>');
    expect(html).toContain('aria-labelledby="shelf-deals-heading"');
    expect(html.match(/<li/g)).toHaveLength(2);
    expect(toText(html)).toContain('10,390원');
  });

  test('loads only the pictures of the first screen at once', () => {
    const cards = Array.from({ length: 12 }, () => card);
    const eager = (shelf: 'popular' | 'new') =>
      renderStatic(() => Shelf({ language: 'ko', shelf, cards })).match(/loading="eager"/g)?.length ?? 0;
    expect(eager('popular')).toBe(6);
    expect(eager('new')).toBe(0);
  });

  test('shows the known data if the rest is missing', () => {
    const html = renderStatic(() =>
      Shelf({
        ...{ language: 'en', shelf: 'new' },
        cards: [{ ...card, price: null, rating: null, stock: null, arrival: null }],
      }),
    );
    expect(toText(html)).toContain('상품');
    expect(html).not.toMatch(/null|NaN|class="price"|stars|card-stock|card-arrival/);
  });
});

function toText(html: string): string {
  return html
    .replace(/<script.*?<\/script>/g, '')
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(' : ', ': ')
    .trim();
}
