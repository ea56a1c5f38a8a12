/** Products that are the same for every seed, each known for one thing. Tests may name them. */
export const fixtures = {
  /** The reference page: one option, one review of five stars, 30% off, 3 left. */
  reference: { id: '51862822', itemIds: ['183485417'] },
  /** Six options, six different prices; of the second there are 2 left, the fourth is sold out. */
  manyOptions: {
    id: '20190001',
    itemIds: ['201900011', '201900012', '201900013', '201900014', '201900015', '201900016'],
  },
  /** Nobody has reviewed it. */
  noReviews: { id: '20190002', itemIds: ['201900021'] },
  /** 132 reviews, each of the five ratings among them. */
  manyReviews: { id: '20190003', itemIds: ['201900031', '201900032'] },
  /** Every option has a unit price. */
  unitPrice: { id: '20190004', itemIds: ['201900041', '201900042'] },
  /** A coupon of 10 percent. */
  coupon: { id: '20190005', itemIds: ['201900051'] },
  /** List and final price are the same. */
  noDiscount: { id: '20190006', itemIds: ['201900061'] },
} as const;
