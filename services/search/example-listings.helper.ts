import type { Reading } from './korean.ts';
import type { Listing, ListingPage } from './listing.ts';

/** The listings that the tests of the store search. */
export const exampleListings = [
  toListing(1, '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스', '퍼즐사랑', {
    discountPercent: 10,
    rating: 5,
    reviewCount: 1,
  }),
  toListing(2, '포켓몬 피규어', '토이', { price: 5_000, rating: 4, reviewCount: 10 }),
  toListing(3, '새 포켓몬 인형', '토이', { price: 7_000, rating: 4.5, reviewCount: 200 }),
  toListing(4, '미니 나노 블록 세트', '브릭', {
    discountPercent: 30,
    price: 5_000,
    rating: 3,
    reviewCount: 7,
  }),
  toListing(5, 'LEGO® 시티 (경찰서)', '레고', { categories: ['toys'], rating: 4.8, reviewCount: 50 }),
  toListing(6, '고양이 장난감', '냥이', { categories: ['pets'], rating: 5, reviewCount: 900 }),
  toListing(7, '파란 공', '토이', { rating: 1, reviewCount: 1 }),
  toListing(8, '과학 공룡 100% 코튼 O\'Neill "티라노" 1.5L _백슬래시\\', '과학나라', {}),
  toListing(9, '🦖 RGB 무드등 nano 블록 ㅋㅋ', '', {}),
];

/** Typed text, its reading, and the numbers of the listings that it finds, best first. */
export const searches: [string, Reading, number[]][] = [
  ['포켓몬', 'literal', [2, 3, 1]],
  ['켓몬', 'literal', [3, 2, 1]],
  ['포케', 'literal', [2, 3, 1]],
  ['포켓ㅁ', 'literal', [2, 3, 1]],
  ['나노블ㄹ', 'literal', [1, 4]],
  ['나노블록', 'literal', [1, 4]],
  ['나노 블록', 'literal', [4, 1]],
  ['블록 나노', 'literal', [4, 1]],
  ['세트 미니', 'literal', [4]],
  ['포켓몬 세트', 'literal', []],
  ['nano 블록', 'literal', [9]],
  ['ㅍㅋㅁ', 'choseong', [2, 3, 1]],
  ['ㅍㅋ', 'choseong', [2, 3, 1]],
  ['ㅋㅋ', 'choseong', [9]],
  ['나노 ㅂㄹ', 'choseong', [4, 1]],
  ['vhzptahs', 'keyboard', [2, 3, 1]],
  ['VHZPTAHS', 'keyboard', [2, 3, 1]],
  ['vza', 'keyboard', [2, 3, 1]],
  ['lego', 'literal', [5]],
  ['rgb', 'literal', [9]],
  ['경찰서', 'literal', [5]],
  ['공', 'literal', [7, 8, 6]],
  ['🦖', 'literal', [9]],
  ['1.5l', 'literal', [8]],
  ['"티라노"', 'literal', [8]],
  ["o'neill", 'literal', [8]],
  ['100%', 'literal', [8]],
  ['%', 'literal', []],
  ['_', 'literal', []],
  ['\\', 'literal', []],
  ['"', 'literal', []],
  ['NEAR(', 'literal', []],
  ['포켓몬 OR 고양이', 'literal', []],
  ['jamo : a*', 'literal', []],
  ["'; DROP TABLE listing; --", 'literal', []],
  ['', 'literal', []],
  ['\u0000\ud83d', 'literal', []],
  ['가'.repeat(10_000), 'literal', []],
  ['가나다라 '.repeat(10_000), 'literal', []],
];

export function toListing(number: number, title: string, brand: string, details: Partial<Listing>): Listing {
  return {
    productId: `product-${number}`,
    itemId: `item-${number}`,
    title,
    brand,
    categories: ['toys', 'blocks'],
    price: 10_000,
    listPrice: 15_000,
    discountPercent: 0,
    rating: 0,
    reviewCount: 0,
    createdAt: number,
    ...details,
  };
}

/** The numbers of the listings on a page, in their order. */
export function toNumbers(page: Pick<ListingPage, 'ids'>): number[] {
  return page.ids.map(({ productId }) => Number(productId.replace('product-', '')));
}
