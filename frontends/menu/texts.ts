export const texts = {
  ko: {
    shop: '조각보',
    strip: '바로가기',
    products: '상품',
    empty: '지금은 보여 드릴 상품이 없어요.',
    home: '홈으로 가기',
    title: (name: string, page: number) => (page > 1 ? `${name} (${page}페이지)` : name),
  },
  en: {
    shop: 'Jogakbo',
    strip: 'Shortcuts',
    products: 'Products',
    empty: 'There are no products to show right now.',
    home: 'Go to the home page',
    title: (name: string, page: number) => (page > 1 ? `${name} (page ${page})` : name),
  },
};
