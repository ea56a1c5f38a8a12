import type { Binding } from '@jogakbo/edge/call';
import type { Category } from '../services/category/contract.ts';
import type { Price } from '../services/pricing/contract.ts';
import type { ProductSummary } from '../services/product/contract.ts';
import type { RatingSummary } from '../services/review/contract.ts';
import type { SourceBindings } from '../services/search/sources.ts';

export type Shop = {
  products: ProductSummary[];
  prices: Price[];
  ratings: RatingSummary[];
  categories: Category[];
};

const rowsPerPage = 2;

/**
 * Replaces the services that own the data of the index. The pages are small, so tests read several of them.
 *
 * @param broken the answers of failing services
 */
export function createExampleSources(
  shop: Shop,
  broken: Partial<Record<keyof SourceBindings, (request: Request) => Response>> = {},
): SourceBindings {
  const working: SourceBindings = {
    PRODUCT: serve('/products?ids', 'products', shop.products, ({ id }) => id),
    PRICING: serve('/prices?products', 'prices', shop.prices, ({ productId }) => productId),
    REVIEW: serve('/ratings?products', 'ratings', shop.ratings, ({ productId }) => productId),
    CATEGORY: { fetch: async () => Response.json({ categories: shop.categories }) },
  };
  const answers = Object.entries(broken).map(([name, answer]) => [
    name,
    { fetch: async (request: Request) => answer(request) },
  ]);
  return { ...working, ...Object.fromEntries(answers) };
}

/** @param batch the path and the parameter that read rows by id; `/catalogue` reads all rows in pages */
function serve<Row>(batch: string, name: string, rows: Row[], idOf: (row: Row) => string): Binding {
  return {
    async fetch(request) {
      const { pathname, searchParams } = new URL(request.url);
      const [path, param = ''] = batch.split('?');
      if (pathname === path) {
        const ids = searchParams.get(param)?.split(',') ?? [];
        return Response.json({ [name]: rows.filter((row) => ids.includes(idOf(row))) });
      }
      if (pathname !== '/catalogue') return new Response(null, { status: 404 });
      const after = searchParams.get('after') ?? '';
      const page = rows.filter((row) => idOf(row) > after).slice(0, rowsPerPage);
      const last = page.length === rowsPerPage ? page.at(-1) : undefined;
      return Response.json({ [name]: page, next: last ? idOf(last) : null });
    },
  };
}

export function toProduct(id: string, title: string, details: Partial<ProductSummary> = {}): ProductSummary {
  return {
    id,
    itemId: `${id}0`,
    title,
    brand: '토이',
    category: 'toys-nano',
    image: `/${id}.svg`,
    badges: [],
    createdAt: Number(id),
    ...details,
  };
}

export function toPrice(productId: string, final: number): Price {
  return {
    itemId: `${productId}0`,
    productId,
    list: 20_000,
    final,
    discountPercent: 30,
    unit: null,
    coupon: null,
  };
}

export function toRating(productId: string, average: number, count: number): RatingSummary {
  return { productId, average, count, histogram: [0, 0, 0, 0, count] };
}

export const toys: Category[] = [
  { slug: 'toys', parent: null, name: { ko: '완구', en: 'Toys' } },
  { slug: 'toys-blocks', parent: 'toys', name: { ko: '블록', en: 'Blocks' } },
  { slug: 'toys-nano', parent: 'toys-blocks', name: { ko: '나노블록', en: 'Nano blocks' } },
  { slug: 'toys-dolls', parent: 'toys', name: { ko: '인형', en: 'Dolls' } },
];

export const exampleShop: Shop = {
  products: [
    toProduct('1', '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스'),
    toProduct('2', '포켓몬 인형', { category: 'toys-dolls' }),
    toProduct('3', '레고 경찰서', { category: 'toys-blocks' }),
    toProduct('4', '값이 없는 포켓몬'),
    toProduct('5', '갈 곳 없는 상품', { category: 'unknown' }),
  ],
  prices: [toPrice('1', 10_390), toPrice('2', 9_000), toPrice('3', 15_000), toPrice('5', 1_000)],
  ratings: [toRating('1', 5, 1), toRating('2', 4.5, 200)],
  categories: toys,
};
