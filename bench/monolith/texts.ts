import type { Sort } from './catalogue.ts';
import type { Refusal } from './purchases.ts';

export type Language = 'ko' | 'en';
export type Texts = (typeof texts)['ko'];

const ko = {
  shop: '조각보',
  ...{
    bookmark: '즐겨찾기',
    sell: '입점신청',
    logIn: '로그인',
    signUp: '회원가입',
    logOut: '로그아웃',
    help: '고객센터',
  },
  ...{
    categories: '카테고리',
    search: '찾고 싶은 상품을 검색해보세요!',
    find: '검색',
    my: '마이페이지',
    cart: '장바구니',
  },
  strip:
    '로켓배송 · 로켓직구 · 가정의 달 · 골드박스 · 정기배송 · 이벤트/쿠폰 · 기획전 · 기프트카드 · 여행/티켓',
  ...{ home: '홈', all: '전체', popular: '많이 찾는 상품', found: (word: string) => `‘${word}’ 검색 결과` },
  count: (total: string) => `${total}개 상품`,
  nothing: '찾으시는 상품이 없어요.',
  sorts: {
    ...{ relevance: '인기순', 'price-asc': '낮은 가격순', 'price-desc': '높은 가격순' },
    ...{ rating: '별점 높은순', newest: '최신순' },
  } satisfies Record<Sort, string>,
  ...{ sort: '정렬', pages: '페이지', previous: '이전', next: '다음' },
  badges: { rocket: '로켓배송', 'rocket-overseas': '로켓직구' } as Record<string, string>,
  ...{ listPrice: '정가', soldOut: '품절', inStock: '재고 있음' },
  low: (left: number) => `품절임박 (${left}개 남음)`,
  arrives: (day: string) => `${day} 도착 보장`,
  tomorrow: (weekday: string) => `내일(${weekday})`,
  region: '서울·경기 기준',
  ...{ freeFrom: '로켓배송 상품 19,800원 이상 무료배송', freeBoth: '무료배송 + 무료반품' },
  ...{ quantity: '수량', add: '장바구니 담기', buyNow: '바로구매' },
  ...{
    attributes: '필수 표기 정보',
    number: '상품번호',
    reviews: '상품평',
    noReviews: '아직 상품평이 없어요',
  },
  reviewCount: (count: number) => `${count}개 상품평`,
  stars: (rating: number) => `${rating}점`,
  ...{ bought: '구매확정', writeReview: '상품평 쓰기', onlyBuyers: '구매하신 분만 상품평을 쓸 수 있어요.' },
  ...{ rating: '별점', reviewTitle: '제목', reviewBody: '내용(10자 이상)', send: '올리기' },
  ...{
    empty: '장바구니가 비어 있어요.',
    change: '변경',
    remove: '삭제',
    total: '결제 예상 금액',
    goods: '상품 금액',
  },
  ...{ delivery: '배송비', free: '무료', checkOut: '주문하기', tooFew: '재고보다 많이 담을 수는 없어요.' },
  ...{
    recipient: '받는 사람',
    phone: '휴대폰 번호',
    postcode: '우편번호',
    street: '주소',
    detail: '상세 주소',
  },
  ...{ card: '시험 카드', approved: '승인되는 카드', declined: '거절되는 카드', pay: '결제하기' },
  ...{
    orders: '주문 목록',
    order: '주문 상세',
    noOrders: '아직 주문하신 상품이 없어요.',
    thanks: '주문이 완료되었어요.',
  },
  more: (count: number) => `외 ${count}건`,
  pieces: (count: number) => `${count}개`,
  refusals: {
    empty: '주문할 상품이 없어요.',
    'sold-out': '그사이 재고가 모자라게 된 상품이 있어요. 결제하지 않았어요.',
    'price-changed': '그사이 금액이 바뀌었어요. 확인하고 다시 눌러 주세요.',
    'card-refused': '카드가 거절되었어요. 결제하지 않았어요.',
  } satisfies Record<Refusal, string>,
  ...{
    name: '이름',
    email: '이메일',
    password: '비밀번호(10자 이상)',
    wrong: '이메일이나 비밀번호가 맞지 않아요.',
  },
  wait: '여러 번 틀렸어요. 15분쯤 뒤에 다시 해 주세요.',
  hello: (name: string) => `${name} 님`,
  ...{ invalid: '적으신 내용을 확인해 주세요.', again: '처리하지 못했어요. 잠시 뒤에 다시 해 주세요.' },
  ...{ notFound: '찾으시는 페이지가 없어요', foreign: '다른 사이트에서 온 요청이라 처리하지 않았어요' },
  won: (digits: string) => `${digits}원`,
};

const en: typeof ko = {
  shop: 'Jogakbo',
  ...{
    bookmark: 'Bookmark',
    sell: 'Sell here',
    logIn: 'Log in',
    signUp: 'Sign up',
    logOut: 'Log out',
    help: 'Help',
  },
  ...{
    categories: 'Categories',
    search: 'What are you looking for?',
    find: 'Search',
    my: 'My page',
    cart: 'Cart',
  },
  strip:
    'Rocket delivery · Rocket overseas · Family month · Goldbox · Regulars · Events & coupons · New & featured · Gift cards · Travel & tickets',
  ...{ home: 'Home', all: 'All', popular: 'Popular now', found: (word: string) => `Results for “${word}”` },
  count: (total: string) => (total === '1' ? '1 product' : `${total} products`),
  nothing: 'No products were found.',
  sorts: {
    ...{ relevance: 'Most popular', 'price-asc': 'Price: low to high', 'price-desc': 'Price: high to low' },
    ...{ rating: 'Best rated', newest: 'Newest' },
  },
  ...{ sort: 'Sort by', pages: 'Pages', previous: 'Previous', next: 'Next' },
  badges: { rocket: 'Rocket delivery', 'rocket-overseas': 'Rocket overseas' },
  ...{ listPrice: 'List price', soldOut: 'Sold out', inStock: 'In stock' },
  low: (left: number) => `Almost gone (${left} left)`,
  arrives: (day: string) => `Arrives ${day}, guaranteed`,
  tomorrow: (weekday: string) => `tomorrow (${weekday})`,
  region: 'Seoul·Gyeonggi',
  ...{ freeFrom: 'Free Rocket delivery from ₩19,800', freeBoth: 'Free delivery + free returns' },
  ...{ quantity: 'Quantity', add: 'Add to cart', buyNow: 'Buy now' },
  ...{
    attributes: 'Product details',
    number: 'Item number',
    reviews: 'Reviews',
    noReviews: 'No reviews yet',
  },
  reviewCount: (count: number) => (count === 1 ? '1 review' : `${count} reviews`),
  stars: (rating: number) => (rating === 1 ? '1 star' : `${rating} stars`),
  ...{
    bought: 'Verified purchase',
    writeReview: 'Write a review',
    onlyBuyers: 'Only buyers can write a review.',
  },
  ...{ rating: 'Rating', reviewTitle: 'Title', reviewBody: 'Review (10 characters or more)', send: 'Send' },
  ...{
    empty: 'Your cart is empty.',
    change: 'Change',
    remove: 'Remove',
    total: 'Total to pay',
    goods: 'Products',
  },
  ...{ delivery: 'Delivery', free: 'free', checkOut: 'Check out', tooFew: 'There is not enough in stock.' },
  ...{
    recipient: 'Recipient',
    phone: 'Mobile number',
    postcode: 'Postcode',
    street: 'Street',
    detail: 'Floor, unit',
  },
  ...{
    card: 'Test card',
    approved: 'A card that is approved',
    declined: 'A card that is declined',
    pay: 'Pay',
  },
  ...{
    orders: 'Orders',
    order: 'Order',
    noOrders: 'You have no orders yet.',
    thanks: 'Your order is placed.',
  },
  more: (count: number) => `and ${count} more`,
  pieces: (count: number) => (count === 1 ? '1 piece' : `${count} pieces`),
  refusals: {
    empty: 'There is nothing to order.',
    'sold-out': 'Something has just sold out. You were not charged.',
    'price-changed': 'The amount has changed. Please check it and press again.',
    'card-refused': 'The card was declined. You were not charged.',
  },
  ...{
    name: 'Name',
    email: 'E-mail',
    password: 'Password (10 characters or more)',
    wrong: 'E-mail or password is wrong.',
  },
  wait: 'There were too many wrong passwords. Please try again in 15 minutes.',
  hello: (name: string) => name,
  ...{ invalid: 'Please check what you entered.', again: 'That did not work. Please try again in a moment.' },
  ...{
    notFound: 'This page does not exist',
    foreign: 'The request came from another site and was not carried out',
  },
  won: (digits: string) => `₩${digits}`,
};

export const texts = { ko, en };

export function toDigits(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}
