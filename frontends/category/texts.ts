import type { Sort } from '@jogakbo/category-bff/contract';

const koreanSorts: Record<Sort, string> = {
  relevance: '인기순',
  'price-asc': '낮은 가격순',
  'price-desc': '높은 가격순',
  rating: '별점 높은순',
  newest: '최신순',
};

const englishSorts: Record<Sort, string> = {
  relevance: 'Most popular',
  'price-asc': 'Price: low to high',
  'price-desc': 'Price: high to low',
  rating: 'Best rated',
  newest: 'Newest',
};

export const texts = {
  ko: {
    shop: '조각보',
    categories: '카테고리',
    allCategories: '전체 카테고리',
    home: '홈',
    path: '현재 위치',
    welcome: '조각보 홈',
    shortcuts: '카테고리 바로가기',
    children: '하위 카테고리',
    sorting: '정렬',
    sorts: koreanSorts,
    count: (total: number) => `${toDigits(total)}개 상품`,
    empty: '이 카테고리에는 아직 상품이 없어요.',
    up: (name: string) => `${name} 둘러보기`,
    title: (name: string, page: number) => (page > 1 ? `${name} (${page}페이지)` : name),
    description: (names: string, total: number) =>
      `${names} 상품 ${toDigits(total)}개를 조각보에서 만나 보세요.`,
  },
  en: {
    shop: 'Jogakbo',
    categories: 'Categories',
    allCategories: 'All categories',
    home: 'Home',
    path: 'Breadcrumb',
    welcome: 'Jogakbo home',
    shortcuts: 'Shop by category',
    children: 'Subcategories',
    sorting: 'Sort by',
    sorts: englishSorts,
    count: (total: number) => (total === 1 ? '1 product' : `${toDigits(total)} products`),
    empty: 'There are no products in this category yet.',
    up: (name: string) => `Browse ${name}`,
    title: (name: string, page: number) => (page > 1 ? `${name} (page ${page})` : name),
    description: (names: string, total: number) =>
      `${names}: ${total === 1 ? '1 product' : `${toDigits(total)} products`} at Jogakbo.`,
  },
};

function toDigits(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}
