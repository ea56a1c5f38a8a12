export const texts = {
  ko: {
    in: '재고 있음',
    low: (left: number) => `품절임박 (${left}개 남음)`,
    out: '품절',
  },
  en: {
    in: 'In stock',
    low: (left: number) => `Almost gone (${left} left)`,
    out: 'Sold out',
  },
};
