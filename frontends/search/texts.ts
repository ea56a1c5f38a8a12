import type { Sort } from '@jogakbo/search-bff/contract';
import { withTo } from './particle.ts';

export const texts = {
  ko: {
    shop: '조각보',
    search: '상품 검색',
    ask: '찾고 싶은 상품의 이름을 위 검색창에 적어 주세요. ‘ㅍㅋㅁ’처럼 초성만 적어도 돼요.',
    results: (words: string) => `‘${words}’ 검색결과`,
    description: '상품 이름, 초성, 영문 자판으로 친 한글까지 알아보는 조각보 상품 검색이에요.',
    keyboard: (typed: string, words: string) => `‘${typed}’ → ${withTo(`‘${words}’`)} 찾았어요`,
    corrected: (typed: string, words: string) =>
      `‘${typed}’에 맞는 상품이 없어 ${withTo(`‘${words}’`)} 검색한 결과예요`,
    choseong: (words: string) => `초성 ${withTo(`‘${words}’`)} 찾았어요`,
    count: (count: number, more: boolean) =>
      more ? `${count.toLocaleString('ko')}개 이상` : `총 ${count.toLocaleString('ko')}개`,
    sort: '정렬',
    sorts: {
      relevance: '정확도순',
      'price-asc': '낮은 가격순',
      'price-desc': '높은 가격순',
      rating: '별점순',
      newest: '최신순',
      discount: '할인율순',
    } satisfies Record<Sort, string>,
    none: (words: string) => `‘${words}’에 맞는 상품을 찾지 못했어요.`,
    hint: '철자를 다시 보거나 더 짧은 말로 찾아보세요.',
    everywhere: '전체 카테고리에서 찾기',
    near: '이렇게 찾아보세요',
    popular: '많이 찾는 상품',
  },
  en: {
    shop: 'Jogakbo',
    search: 'Search',
    ask: 'Type what you are looking for into the search field above. Initial consonants such as ‘ㅍㅋㅁ’ will do.',
    results: (words: string) => `Results for ‘${words}’`,
    description:
      'Search all of Jogakbo by name, by initial consonants, or by Korean typed on an English keyboard.',
    keyboard: (typed: string, words: string) => `‘${typed}’ was read as ‘${words}’`,
    corrected: (typed: string, words: string) =>
      `Nothing was found for ‘${typed}’. These are the results for ‘${words}’.`,
    choseong: (words: string) => `Found by the initial consonants ‘${words}’`,
    count: (count: number, more: boolean) => {
      if (more) return `Over ${count.toLocaleString('en')} products`;
      return count === 1 ? '1 product' : `${count.toLocaleString('en')} products`;
    },
    sort: 'Sort by',
    sorts: {
      relevance: 'Relevance',
      'price-asc': 'Price: low to high',
      'price-desc': 'Price: high to low',
      rating: 'Rating',
      newest: 'Newest',
      discount: 'Discount',
    } satisfies Record<Sort, string>,
    none: (words: string) => `Nothing was found for ‘${words}’.`,
    hint: 'Check the spelling, or try a shorter word.',
    everywhere: 'Search all departments',
    near: 'Try one of these',
    popular: 'Popular products',
  },
};
