import type { Sort } from './catalogue.ts';
import type { Refusal } from './purchases.ts';

export type Language = 'ko' | 'en';
export type Texts = { [Name in keyof typeof pairs]: (typeof pairs)[Name][0] };

type Pair<Text> = [ko: Text, en: Text];

/** Each text in Korean and in English. */
const pairs = {
  shop: ['조각보', 'Jogakbo'],
  bookmark: ['즐겨찾기', 'Bookmark'],
  sell: ['입점신청', 'Sell here'],
  logIn: ['로그인', 'Log in'],
  signUp: ['회원가입', 'Sign up'],
  logOut: ['로그아웃', 'Log out'],
  help: ['고객센터', 'Help'],
  categories: ['카테고리', 'Categories'],
  search: ['찾고 싶은 상품을 검색해보세요!', 'What are you looking for?'],
  find: ['검색', 'Search'],
  my: ['마이페이지', 'My page'],
  cart: ['장바구니', 'Cart'],
  strip: [
    '로켓배송 · 로켓직구 · 가정의 달 · 골드박스 · 정기배송 · 이벤트/쿠폰 · 기획전 · 기프트카드 · 여행/티켓',
    'Rocket delivery · Rocket overseas · Family month · Goldbox · Regulars · Events & coupons · New & featured · Gift cards · Travel & tickets',
  ],
  home: ['홈', 'Home'],
  all: ['전체', 'All'],
  popular: ['많이 찾는 상품', 'Popular now'],
  found: [(word: string) => `‘${word}’ 검색 결과`, (word: string) => `Results for “${word}”`],
  count: [
    (total: string) => `${total}개 상품`,
    (total: string) => (total === '1' ? '1 product' : `${total} products`),
  ],
  nothing: ['찾으시는 상품이 없어요.', 'No products were found.'],
  sorts: [
    {
      ...{ relevance: '인기순', 'price-asc': '낮은 가격순', 'price-desc': '높은 가격순' },
      ...{ rating: '별점 높은순', newest: '최신순' },
    },
    {
      ...{ relevance: 'Most popular', 'price-asc': 'Price: low to high', 'price-desc': 'Price: high to low' },
      ...{ rating: 'Best rated', newest: 'Newest' },
    },
  ] satisfies Pair<Record<Sort, string>>,
  sort: ['정렬', 'Sort by'],
  pages: ['페이지', 'Pages'],
  previous: ['이전', 'Previous'],
  next: ['다음', 'Next'],
  badges: [
    { rocket: '로켓배송', 'rocket-overseas': '로켓직구' },
    { rocket: 'Rocket delivery', 'rocket-overseas': 'Rocket overseas' },
  ] as Pair<Record<string, string>>,
  listPrice: ['정가', 'List price'],
  soldOut: ['품절', 'Sold out'],
  inStock: ['재고 있음', 'In stock'],
  low: [(left: number) => `품절임박 (${left}개 남음)`, (left: number) => `Almost gone (${left} left)`],
  arrives: [(day: string) => `${day} 도착 보장`, (day: string) => `Arrives ${day}, guaranteed`],
  tomorrow: [(weekday: string) => `내일(${weekday})`, (weekday: string) => `tomorrow (${weekday})`],
  region: ['서울·경기 기준', 'Seoul·Gyeonggi'],
  freeFrom: ['로켓배송 상품 19,800원 이상 무료배송', 'Free Rocket delivery from ₩19,800'],
  freeBoth: ['무료배송 + 무료반품', 'Free delivery + free returns'],
  quantity: ['수량', 'Quantity'],
  add: ['장바구니 담기', 'Add to cart'],
  buyNow: ['바로구매', 'Buy now'],
  attributes: ['필수 표기 정보', 'Product details'],
  number: ['상품번호', 'Item number'],
  reviews: ['상품평', 'Reviews'],
  noReviews: ['아직 상품평이 없어요', 'No reviews yet'],
  reviewCount: [
    (count: number) => `${count}개 상품평`,
    (count: number) => (count === 1 ? '1 review' : `${count} reviews`),
  ],
  stars: [
    (rating: number) => `${rating}점`,
    (rating: number) => (rating === 1 ? '1 star' : `${rating} stars`),
  ],
  bought: ['구매확정', 'Verified purchase'],
  writeReview: ['상품평 쓰기', 'Write a review'],
  onlyBuyers: ['구매하신 분만 상품평을 쓸 수 있어요.', 'Only buyers can write a review.'],
  rating: ['별점', 'Rating'],
  reviewTitle: ['제목', 'Title'],
  reviewBody: ['내용(10자 이상)', 'Review (10 characters or more)'],
  send: ['올리기', 'Send'],
  empty: ['장바구니가 비어 있어요.', 'Your cart is empty.'],
  change: ['변경', 'Change'],
  remove: ['삭제', 'Remove'],
  total: ['결제 예상 금액', 'Total to pay'],
  goods: ['상품 금액', 'Products'],
  delivery: ['배송비', 'Delivery'],
  free: ['무료', 'free'],
  checkOut: ['주문하기', 'Check out'],
  tooFew: ['재고보다 많이 담을 수는 없어요.', 'There is not enough in stock.'],
  recipient: ['받는 사람', 'Recipient'],
  phone: ['휴대폰 번호', 'Mobile number'],
  postcode: ['우편번호', 'Postcode'],
  street: ['주소', 'Street'],
  detail: ['상세 주소', 'Floor, unit'],
  card: ['시험 카드', 'Test card'],
  approved: ['승인되는 카드', 'A card that is approved'],
  declined: ['거절되는 카드', 'A card that is declined'],
  pay: ['결제하기', 'Pay'],
  orders: ['주문 목록', 'Orders'],
  order: ['주문 상세', 'Order'],
  noOrders: ['아직 주문하신 상품이 없어요.', 'You have no orders yet.'],
  thanks: ['주문이 완료되었어요.', 'Your order is placed.'],
  more: [(count: number) => `외 ${count}건`, (count: number) => `and ${count} more`],
  pieces: [(count: number) => `${count}개`, (count: number) => (count === 1 ? '1 piece' : `${count} pieces`)],
  refusals: [
    {
      empty: '주문할 상품이 없어요.',
      'sold-out': '그사이 재고가 모자라게 된 상품이 있어요. 결제하지 않았어요.',
      'price-changed': '그사이 금액이 바뀌었어요. 확인하고 다시 눌러 주세요.',
      'card-refused': '카드가 거절되었어요. 결제하지 않았어요.',
    },
    {
      empty: 'There is nothing to order.',
      'sold-out': 'Something has just sold out. You were not charged.',
      'price-changed': 'The amount has changed. Please check it and press again.',
      'card-refused': 'The card was declined. You were not charged.',
    },
  ] satisfies Pair<Record<Refusal, string>>,
  name: ['이름', 'Name'],
  email: ['이메일', 'E-mail'],
  password: ['비밀번호(10자 이상)', 'Password (10 characters or more)'],
  wrong: ['이메일이나 비밀번호가 맞지 않아요.', 'E-mail or password is wrong.'],
  wait: [
    '여러 번 틀렸어요. 15분쯤 뒤에 다시 해 주세요.',
    'There were too many wrong passwords. Please try again in 15 minutes.',
  ],
  hello: [(name: string) => `${name} 님`, (name: string) => name],
  invalid: ['적으신 내용을 확인해 주세요.', 'Please check what you entered.'],
  again: ['처리하지 못했어요. 잠시 뒤에 다시 해 주세요.', 'That did not work. Please try again in a moment.'],
  notFound: ['찾으시는 페이지가 없어요', 'This page does not exist'],
  foreign: [
    '다른 사이트에서 온 요청이라 처리하지 않았어요',
    'The request came from another site and was not carried out',
  ],
  won: [(digits: string) => `${digits}원`, (digits: string) => `₩${digits}`],
} satisfies Record<string, Pair<unknown>>;

export const texts = { ko: toTexts(0), en: toTexts(1) };

function toTexts(language: 0 | 1): Texts {
  return Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, pair[language]])) as Texts;
}

export function toDigits(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}
