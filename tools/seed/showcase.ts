import type { Price, Product, Rating } from './catalogue-types.ts';
import { fixtures } from './fixtures.ts';

export type Showpiece = {
  product: Product;
  /** The name of the thing in reviews. */
  kind: string;
  prices: Omit<Price, 'productId'>[];
  /** The number of reviews of each rating. */
  ratings: Partial<Record<Rating, number>>;
  /** The texts of the first reviews, best rating first. */
  written?: readonly { title: string; body: string }[];
};

const { reference, manyOptions, noReviews, manyReviews, unitPrice, coupon, noDiscount } = fixtures;

/** Products written by hand, the same for every seed. */
export const showcase: readonly Showpiece[] = [
  {
    product: {
      id: reference.id,
      title: '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스',
      brand: '퍼즐사랑',
      category: 'toys-nano-blocks',
      createdAt: Date.parse('2018-02-20T10:00:00+09:00'),
      optionName: '색상',
      options: [{ itemId: reference.itemIds[0], label: '혼합 색상' }],
      attributes: [
        { name: '유아용품 성별', value: '남아용품' },
        { name: '퍼즐/블럭 조각 수', value: '90피스' },
        { name: '캐릭터', value: '포켓몬스터' },
        { name: '최소 연령', value: '12세' },
      ],
      badges: ['rocket'],
      picture: { shape: 'block', hue: 110, accent: 48, pattern: 2 },
    },
    kind: '나노블록',
    prices: [
      {
        itemId: reference.itemIds[0],
        list: 15000,
        final: 10390,
        discountPercent: 30,
        unit: null,
        coupon: null,
      },
    ],
    ratings: { 5: 1 },
    written: [
      {
        title: '작은데 정말 귀여워요',
        body: '조카 생일 선물로 샀는데 한 시간 만에 뚝딱 완성했어요. 머리 위 잎사귀까지 그대로라 책상에 올려 두니 귀엽네요.',
      },
    ],
  },
  {
    product: {
      id: manyOptions.id,
      title: '포근담 사계절 알러지케어 차렵이불',
      brand: '포근담',
      category: 'home-duvets',
      createdAt: Date.parse('2018-09-03T09:30:00+09:00'),
      optionName: '사이즈',
      options: ['싱글', '슈퍼싱글', '더블', '퀸', '킹', '라지킹'].map((label, index) => ({
        itemId: manyOptions.itemIds[index]!,
        label,
      })),
      attributes: [
        { name: '겉감 소재', value: '극세사' },
        { name: '충전재', value: '폴리에스터 솜' },
        { name: '계절', value: '사계절' },
        { name: '제조국', value: '대한민국' },
      ],
      badges: ['rocket'],
      picture: { shape: 'bedding', hue: 205, accent: 30, pattern: 3 },
    },
    kind: '차렵이불',
    prices: [
      [39000, 29900, 23],
      [45000, 34900, 22],
      [49000, 37900, 22],
      [55000, 42900, 22],
      [65000, 49900, 23],
      [72000, 55900, 22],
    ].map(([list, final, discountPercent], index) => ({
      itemId: manyOptions.itemIds[index]!,
      list: list!,
      final: final!,
      discountPercent: discountPercent!,
      unit: null,
      coupon: null,
    })),
    ratings: { 5: 21, 4: 9, 3: 3, 2: 1 },
  },
  {
    product: {
      id: noReviews.id,
      title: '퍼즐사랑 포켓몬스터 꼬부기 나노블록 110피스',
      brand: '퍼즐사랑',
      category: 'toys-nano-blocks',
      createdAt: Date.parse('2019-05-08T11:00:00+09:00'),
      optionName: '색상',
      options: [{ itemId: noReviews.itemIds[0], label: '혼합 색상' }],
      attributes: [
        { name: '유아용품 성별', value: '공용' },
        { name: '퍼즐/블럭 조각 수', value: '110피스' },
        { name: '캐릭터', value: '포켓몬스터' },
        { name: '최소 연령', value: '12세' },
      ],
      badges: ['rocket'],
      picture: { shape: 'block', hue: 200, accent: 40, pattern: 2 },
    },
    kind: '나노블록',
    prices: [
      {
        itemId: noReviews.itemIds[0],
        list: 15000,
        final: 11390,
        discountPercent: 24,
        unit: null,
        coupon: null,
      },
    ],
    ratings: {},
  },
  {
    product: {
      id: manyReviews.id,
      title: '맑은숲 도톰한 엠보싱 물티슈 캡형 100매',
      brand: '맑은숲',
      category: 'household-wipes',
      createdAt: Date.parse('2017-04-11T14:00:00+09:00'),
      optionName: '수량',
      options: [
        { itemId: manyReviews.itemIds[0], label: '10팩' },
        { itemId: manyReviews.itemIds[1], label: '20팩' },
      ],
      attributes: [
        { name: '매수', value: '100매' },
        { name: '평량', value: '55g/m²' },
        { name: '형태', value: '캡형' },
        { name: '제조국', value: '대한민국' },
      ],
      badges: ['rocket'],
      picture: { shape: 'wipes', hue: 165, accent: 210, pattern: 1 },
    },
    kind: '물티슈',
    prices: [
      {
        itemId: manyReviews.itemIds[0],
        list: 15900,
        final: 10900,
        discountPercent: 31,
        unit: { per: 10, measure: '매', price: 109 },
        coupon: null,
      },
      {
        itemId: manyReviews.itemIds[1],
        list: 29900,
        final: 19800,
        discountPercent: 33,
        unit: { per: 10, measure: '매', price: 99 },
        coupon: null,
      },
    ],
    ratings: { 5: 84, 4: 28, 3: 12, 2: 5, 1: 3 },
  },
  {
    product: {
      id: unitPrice.id,
      title: '들녘상회 고소한 구운 아몬드',
      brand: '들녘상회',
      category: 'food-nuts',
      createdAt: Date.parse('2018-01-16T16:20:00+09:00'),
      optionName: '중량',
      options: [
        { itemId: unitPrice.itemIds[0], label: '500g' },
        { itemId: unitPrice.itemIds[1], label: '1kg' },
      ],
      attributes: [
        { name: '원산지', value: '미국산' },
        { name: '보관 방법', value: '실온보관' },
        { name: '특징', value: '무염' },
      ],
      badges: ['rocket'],
      picture: { shape: 'bag', hue: 28, accent: 95, pattern: 4 },
    },
    kind: '구운 아몬드',
    prices: [
      {
        itemId: unitPrice.itemIds[0],
        list: 12900,
        final: 9900,
        discountPercent: 23,
        unit: { per: 10, measure: 'g', price: 198 },
        coupon: null,
      },
      {
        itemId: unitPrice.itemIds[1],
        list: 23900,
        final: 17900,
        discountPercent: 25,
        unit: { per: 10, measure: 'g', price: 179 },
        coupon: null,
      },
    ],
    ratings: { 5: 15, 4: 6, 3: 2 },
  },
  {
    product: {
      id: coupon.id,
      title: '이슬담 어성초 수분 진정 크림 50ml',
      brand: '이슬담',
      category: 'beauty-cream',
      createdAt: Date.parse('2018-11-22T13:00:00+09:00'),
      optionName: '수량',
      options: [{ itemId: coupon.itemIds[0], label: '1개' }],
      attributes: [
        { name: '용량', value: '50ml' },
        { name: '피부 타입', value: '모든 피부용' },
        { name: '주요 기능', value: '보습, 진정' },
        { name: '제조국', value: '대한민국' },
      ],
      badges: ['rocket'],
      picture: { shape: 'cup', hue: 140, accent: 190, pattern: 0 },
    },
    kind: '수분 진정 크림',
    prices: [
      {
        itemId: coupon.itemIds[0],
        list: 28000,
        final: 19600,
        discountPercent: 30,
        unit: { per: 10, measure: 'ml', price: 3920 },
        coupon: { kind: 'percent', value: 10 },
      },
    ],
    ratings: { 5: 18, 4: 7, 3: 2, 1: 1 },
  },
  {
    product: {
      id: noDiscount.id,
      title: '글결문방 클래식 만년필 F촉',
      brand: '글결문방',
      category: 'stationery-pens',
      createdAt: Date.parse('2017-10-09T10:00:00+09:00'),
      optionName: '색상',
      options: [{ itemId: noDiscount.itemIds[0], label: '네이비' }],
      attributes: [
        { name: '필기구 종류', value: '만년필' },
        { name: '촉 굵기', value: 'F' },
        { name: '잉크 방식', value: '컨버터, 카트리지' },
        { name: '제조국', value: '대한민국' },
      ],
      badges: ['rocket'],
      picture: { shape: 'pencil', hue: 225, accent: 45, pattern: 0 },
    },
    kind: '만년필',
    prices: [
      {
        itemId: noDiscount.itemIds[0],
        list: 32000,
        final: 32000,
        discountPercent: 0,
        unit: null,
        coupon: null,
      },
    ],
    ratings: { 5: 6, 4: 2 },
  },
];
