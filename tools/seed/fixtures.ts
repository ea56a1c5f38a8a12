/** Products that are the same for every seed. Each has one special property, and tests may rely on it. */
export const fixtures = {
  /** The product of the reference page: one option, one review of five stars, 30% off, 3 left. */
  reference: { id: '51862822', itemIds: ['183485417'] },
  /** Six options with six different prices. The second has 2 pieces left, the fourth is sold out. */
  manyOptions: {
    id: '20190001',
    itemIds: ['201900011', '201900012', '201900013', '201900014', '201900015', '201900016'],
  },
  /** It has no reviews. */
  noReviews: { id: '20190002', itemIds: ['201900021'] },
  /** 132 reviews, with each of the five ratings. */
  manyReviews: { id: '20190003', itemIds: ['201900031', '201900032'] },
  /** Every option has a unit price. */
  unitPrice: { id: '20190004', itemIds: ['201900041', '201900042'] },
  /** It has a coupon of 10 percent. */
  coupon: { id: '20190005', itemIds: ['201900051'] },
  /** List and final price are the same. */
  noDiscount: { id: '20190006', itemIds: ['201900061'] },
} as const;
