/** The texts that the island needs in the browser. */
export const boxTexts = {
  ko: {
    search: '검색',
    term: '검색어',
    placeholder: '찾고 싶은 상품을 검색해보세요!',
    department: '카테고리',
    all: '전체',
    suggestions: '추천 검색어',
    suggested: (count: number) => `추천 검색어 ${count}개가 있어요.`,
  },
  en: {
    search: 'Search',
    term: 'Search for',
    placeholder: 'What are you looking for?',
    department: 'Department',
    all: 'All',
    suggestions: 'Suggestions',
    suggested: (count: number) =>
      count === 1 ? 'There is 1 suggestion.' : `There are ${count} suggestions.`,
  },
};
