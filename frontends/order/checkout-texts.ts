import type { CouponRefusal } from '@jogakbo/order-bff/contract';
import type * as v from 'valibot';
import type { CheckoutProblem } from './checkout-form.ts';

type Texts = {
  checkout: string;
  nothing: string;
  toCart: string;
  browse: string;
  ordered: string;
  toOrder: string;
  noDraft: string;
  items: string;
  changeQuantity: string;
  missing: (count: number) => string;
  stale: string;
  address: string;
  newAddress: string;
  addressesAway: string;
  save: string;
  preferred: string;
  fields: Record<'recipient' | 'phone' | 'postcode' | 'street' | 'detail', string>;
  postcodeHint: string;
  coupons: string;
  noCoupons: string;
  couponsAway: string;
  until: (day: string) => string;
  from: (amount: string) => string;
  off: (amount: string) => string;
  code: string;
  recount: string;
  recounted: string;
  payment: string;
  testOutcome: string;
  outcomes: [token: string, name: string][];
  summary: string;
  agree: string;
  place: (total: string) => string;
  changed: (total: string) => string;
  refusals: Record<v.InferOutput<typeof CouponRefusal> | 'free-delivery', string>;
  problems: Record<CheckoutProblem, string>;
};

export const checkoutTexts: Record<'ko' | 'en', Texts> = {
  ko: {
    checkout: '주문/결제',
    nothing: '주문할 상품이 없어요.',
    toCart: '장바구니 보기',
    browse: '쇼핑하러 가기',
    ordered: '이미 주문을 마친 주문서예요.',
    toOrder: '주문 상세 보기',
    noDraft: '주문서를 찾을 수 없어요. 장바구니에서 다시 시작해 주세요.',
    items: '주문 상품',
    changeQuantity: '수량 바꾸러 가기',
    missing: (count) => `지금 살 수 없는 상품이 ${count}개 있어요. 장바구니에서 뺀 뒤 다시 주문해 주세요.`,
    stale: '가격을 새로 확인하지 못해 이전 금액을 보여 드려요. 주문하실 때 다시 확인할게요.',
    address: '배송지',
    newAddress: '새 배송지 입력',
    addressesAway:
      '저장해 두신 배송지를 지금 불러오지 못했어요. 배송지를 새로 적거나 잠시 뒤에 다시 열어 주세요.',
    save: '이 배송지 저장',
    preferred: '기본배송지',
    fields: {
      recipient: '받는 사람',
      phone: '휴대폰 번호',
      postcode: '우편번호',
      street: '주소',
      detail: '상세 주소 (선택)',
    },
    postcodeHint: '다섯 자리 숫자',
    coupons: '쿠폰',
    noCoupons: '지금 쓸 수 있는 쿠폰이 없어요.',
    couponsAway: '갖고 계신 쿠폰을 지금 불러오지 못했어요. 쿠폰 번호는 적으실 수 있어요.',
    until: (day) => `${day}까지`,
    from: (amount) => `${amount} 이상 구매 시`,
    off: (amount) => `${amount} 할인`,
    code: '쿠폰 번호 입력',
    recount: '배송지·쿠폰 적용하기',
    recounted: '고르신 배송지와 쿠폰으로 금액을 다시 계산했어요.',
    payment: '결제수단',
    testOutcome: '테스트 결제 결과',
    outcomes: [
      ['tok_ok', '승인'],
      ['tok_declined', '거절'],
      ['tok_insufficient', '잔액 부족'],
      ['tok_timeout', '응답 없음 (나중에 승인 확인)'],
      ['tok_timeout_lost', '응답 없음 (결제되지 않음)'],
      ['tok_slow', '느린 승인'],
    ],
    summary: '결제 금액',
    agree: '주문 내용을 확인했고, 결제에 동의합니다.',
    place: (total) => `${total} 결제하기`,
    changed: (total) => `금액이 ${total}으로 바뀌었어요. 확인하신 뒤 결제하기를 다시 눌러 주세요.`,
    refusals: {
      unknown: '없는 쿠폰이에요.',
      'not-yet': '아직 사용할 수 없는 쿠폰이에요.',
      expired: '사용 기간이 지난 쿠폰이에요.',
      used: '이미 사용한 쿠폰이에요.',
      'too-little': '쿠폰을 쓰기에는 주문 금액이 부족해요.',
      'not-for-these': '이 상품에는 쓸 수 없는 쿠폰이에요.',
      'not-combinable': '다른 쿠폰과 함께 쓸 수 없는 쿠폰이에요.',
      'free-delivery': '배송비가 무료라서 쓸 필요가 없는 쿠폰이에요.',
    },
    problems: {
      recipient: '받는 사람 이름을 50자까지 적어 주세요.',
      phone: '휴대폰 번호를 숫자로 적어 주세요. 예: 010-1234-5678',
      postcode: '우편번호 다섯 자리를 적어 주세요.',
      street: '주소를 200자까지 적어 주세요.',
      detail: '상세 주소는 200자까지 적어 주세요.',
      address: '배송지를 골라 주세요.',
      place: '배송할 수 없는 지역의 우편번호예요. 확인해 주세요.',
      coupon: '쓸 수 없는 쿠폰이 있어요. 빼고 다시 해 주세요.',
      guesses:
        '맞지 않는 쿠폰 번호를 너무 많이 넣으셨어요. 이 번호를 지우고 주문하시거나 한 시간 뒤에 다시 해 주세요.',
      method: '결제수단을 골라 주세요.',
      agree: '결제에 동의해 주세요.',
      missing: '지금 살 수 없는 상품이 있어 주문하지 않았어요.',
      short: '남은 수량보다 많이 담은 상품이 있어서 결제할 수 없어요.',
      unknown:
        '주문이 접수되었는지 아직 확인하지 못했어요. 다시 눌러 주세요. 이 주문서는 여러 번 눌러도 한 번만 결제돼요.',
      unavailable: '지금은 주문을 받을 수 없어요. 결제되지 않았으니 잠시 뒤에 다시 눌러 주세요.',
      'no-provider': '지금은 결제 수단이 준비되지 않아 주문하실 수 없어요. 담아 두신 상품은 그대로 있어요.',
      'not-paid': '결제가 끝나지 않아 주문하지 않았어요. 결제된 금액은 없으니 다시 결제해 주세요.',
    },
  },
  en: {
    checkout: 'Checkout',
    nothing: 'There is nothing to order.',
    toCart: 'View cart',
    browse: 'Start shopping',
    ordered: 'This order has already been placed.',
    toOrder: 'View order',
    noDraft: 'This checkout cannot be found. Please start again from your cart.',
    items: 'Items',
    changeQuantity: 'Change the quantity',
    missing: (count) =>
      `${count === 1 ? '1 item' : `${count} items`} cannot be bought right now. Please remove them from your cart.`,
    stale:
      'We could not check prices just now, so these are earlier ones. We will check again when you order.',
    address: 'Delivery address',
    newAddress: 'A new address',
    addressesAway:
      'Your saved addresses cannot be shown right now. You can enter an address, or open this page again in a moment.',
    save: 'Save this address',
    preferred: 'Default',
    fields: {
      recipient: 'Recipient',
      phone: 'Phone number',
      postcode: 'Postcode',
      street: 'Address',
      detail: 'Details (optional)',
    },
    postcodeHint: 'Five digits',
    coupons: 'Coupons',
    noCoupons: 'You have no coupons to use right now.',
    couponsAway: 'Your coupons cannot be shown right now. You can still enter a code.',
    until: (day) => `until ${day}`,
    from: (amount) => `for orders from ${amount}`,
    off: (amount) => `${amount} off`,
    code: 'Enter a coupon code',
    recount: 'Apply address and coupons',
    recounted: 'The total now includes the address and coupons you chose.',
    payment: 'Payment',
    testOutcome: 'Test outcome',
    outcomes: [
      ['tok_ok', 'Approved'],
      ['tok_declined', 'Declined'],
      ['tok_insufficient', 'Insufficient funds'],
      ['tok_timeout', 'No answer (approved when asked later)'],
      ['tok_timeout_lost', 'No answer (never paid)'],
      ['tok_slow', 'Approved slowly'],
    ],
    summary: 'Summary',
    agree: 'I have checked my order and agree to pay.',
    place: (total) => `Pay ${total}`,
    changed: (total) => `The total is now ${total}. Please check it and press Pay again.`,
    refusals: {
      unknown: 'This coupon does not exist.',
      'not-yet': 'It cannot be used yet.',
      expired: 'It has expired.',
      used: 'It was already used.',
      'too-little': 'Your order is too small for it.',
      'not-for-these': 'It is not valid for these items.',
      'not-combinable': 'It cannot be combined with other coupons.',
      'free-delivery': 'Delivery is free, so you do not need it.',
    },
    problems: {
      recipient: 'Please enter a name of at most 50 characters.',
      phone: 'Please enter a phone number, such as 010-1234-5678.',
      postcode: 'Please enter a postcode of five digits.',
      street: 'Please enter an address of at most 200 characters.',
      detail: 'Please enter at most 200 characters.',
      address: 'Please choose an address.',
      place: 'We do not deliver to this postcode. Please check it.',
      coupon: 'A coupon cannot be used. Please remove it and try again.',
      guesses:
        'You have entered too many wrong coupon codes. Please clear this code to order now, or try again in an hour.',
      method: 'Please choose how to pay.',
      agree: 'Please agree to pay.',
      missing: 'Your order was not placed, because an item cannot be bought right now.',
      short: 'You cannot pay yet, because some items have too little stock.',
      unknown:
        'We could not confirm that your order was placed. Please press Pay again. You will be charged only once.',
      unavailable: 'We cannot take orders right now. You were not charged; please press again in a moment.',
      'no-provider':
        'This shop cannot take payments yet, so you cannot order. Your items stay where they are.',
      'not-paid':
        'The payment was not completed, so nothing was ordered. You were not charged; please pay again.',
    },
  },
};
