import type { EndReason, Method, OrderState } from '@jogakbo/order-bff/contract';
import type { Progress } from './to-progress.ts';

type Texts = {
  buyNow: string;
  soldOut: string;
  startProblems: Record<'quantity' | 'no-such-item' | 'unavailable', string>;
  orders: string;
  noOrders: string;
  browse: string;
  details: string;
  more: (count: number) => string;
  pages: string;
  order: string;
  number: string;
  placedAt: string;
  lines: string;
  pieces: (count: number) => string;
  /** Beside the quantity of an item with too little stock. The number is undefined if it is not known. */
  left: (count: number | undefined) => string;
  deliverTo: string;
  payment: string;
  method: string;
  methods: Record<Method, string>;
  goods: string;
  discount: string;
  delivery: string;
  free: string;
  total: string;
  coupons: string;
  progress: Record<Progress, string>;
  steps: string;
  states: Record<OrderState, string>;
  explanations: Partial<Record<OrderState, string>>;
  /** An order of the program that the shop has replaced. */
  former: { state: string; explanation: string };
  undoing: string;
  reasons: Record<EndReason, string>;
  tooFew: (title: string, left: number, wanted: number) => string;
  payAgain: string;
  payAgainNote: string;
  arrival: (day: string) => string;
  refresh: string;
  cancel: string;
  cancelNote: string;
  tooLate: string;
  cannotCancel: string;
  toOrders: string;
};

export const texts: Record<'ko' | 'en', Texts> = {
  ko: {
    buyNow: '바로구매',
    soldOut: '품절',
    startProblems: {
      quantity: '수량은 1부터 999까지의 숫자로 적어 주세요.',
      'no-such-item': '이 상품에 없는 옵션이에요. 옵션을 다시 골라 주세요.',
      unavailable: '지금은 바로구매를 할 수 없어요. 잠시 뒤에 다시 해 주세요.',
    },
    orders: '주문 목록',
    noOrders: '아직 주문하신 상품이 없어요.',
    browse: '쇼핑하러 가기',
    details: '주문 상세 보기',
    more: (count) => `외 ${count}건`,
    pages: '주문 목록 페이지',
    order: '주문 상세',
    number: '주문번호',
    placedAt: '주문일시',
    lines: '주문 상품',
    pieces: (count) => `${count}개`,
    left: (count) =>
      count === undefined ? '남은 수량이 부족해요' : count === 0 ? '품절되었어요' : `${count}개 남았어요`,
    deliverTo: '받는사람 정보',
    payment: '결제 정보',
    method: '결제수단',
    methods: { card: '신용·체크카드', transfer: '계좌이체', 'easy-pay': '간편결제' },
    goods: '총 상품금액',
    discount: '할인금액',
    delivery: '배송비',
    free: '무료',
    total: '총 결제금액',
    coupons: '사용한 쿠폰',
    progress: { placed: '주문접수', paid: '결제완료', shipping: '배송중', delivered: '배송완료' },
    steps: '주문 진행 상황',
    states: {
      PENDING: '주문 접수',
      RESERVED: '결제 확인 중',
      AUTHORIZED: '결제 확인 중',
      CONFIRMED: '결제 확인 중',
      CAPTURED: '결제 완료',
      FULFILLING: '배송 중',
      DELIVERED: '배송 완료',
      CANCELLED: '주문 취소',
      REFUNDED: '환불 완료',
    },
    explanations: {
      PENDING: '주문을 접수했어요. 상품을 확보하고 결제를 확인하고 있어요.',
      RESERVED: '상품을 확보했어요. 결제를 확인하고 있어요.',
      AUTHORIZED: '결제 승인을 받았어요. 상품을 확정하고 있어요.',
      CONFIRMED: '상품을 확정했어요. 결제를 마무리하고 있어요.',
      CAPTURED: '결제가 끝났어요. 배송을 준비하고 있어요.',
      FULFILLING: '주문이 확정되어 배송을 시작했어요.',
      DELIVERED: '상품이 잘 도착했어요. 이용해 주셔서 감사해요.',
      CANCELLED: '결제된 금액은 없어요.',
      REFUNDED: '결제하신 금액은 모두 돌려드렸어요.',
    },
    former: {
      state: '이전 주문',
      explanation: '새 쇼핑몰을 열기 전에 주문하셨어요. 취소, 교환, 환불은 고객센터로 문의해 주세요.',
    },
    undoing: '주문을 취소하고 있어요.',
    reasons: {
      customer: '고객님의 요청으로 취소한 주문이에요.',
      'sold-out': '상품이 품절되어 주문을 취소했어요.',
      coupon: '사용하신 쿠폰을 더는 쓸 수 없어요.',
      declined: '결제가 승인되지 않았어요. 다른 결제수단으로 다시 결제해 주세요.',
      'payment-unknown': '결제 결과를 확인하지 못해 주문을 취소했어요.',
      undeliverable: '이 주소로는 배송할 수 없어요.',
      unavailable: '일시적인 문제로 주문을 마치지 못했어요. 다시 결제해 주세요.',
    },
    tooFew: (title, left, wanted) =>
      `‘${title}’의 남은 수량이 ${left}개라서 ${wanted}개를 주문할 수 없었어요.`,
    payAgain: '다시 결제',
    payAgainNote: '같은 상품, 배송지, 쿠폰으로 주문서를 다시 열어요.',
    arrival: (day) => `${day} 도착 예정`,
    refresh: '진행 상황 새로고침',
    cancel: '주문 취소',
    cancelNote: '배송이 끝나기 전까지 취소할 수 있어요. 결제 금액과 쿠폰은 돌려드려요.',
    tooLate: '이미 배송이 끝났거나 취소된 주문이라 취소할 수 없어요.',
    cannotCancel: '취소되었는지 아직 확인하지 못했어요. 다시 눌러 주세요. 여러 번 눌러도 괜찮아요.',
    toOrders: '주문 목록으로',
  },
  en: {
    buyNow: 'Buy now',
    soldOut: 'Sold out',
    startProblems: {
      quantity: 'Please enter a quantity from 1 to 999.',
      'no-such-item': 'This product has no such option. Please choose again.',
      unavailable: 'Buy now is not available right now. Please try again in a moment.',
    },
    orders: 'Your orders',
    noOrders: 'You have not ordered anything yet.',
    browse: 'Start shopping',
    details: 'View order',
    more: (count) => `and ${count} more`,
    pages: 'Pages of orders',
    order: 'Order',
    number: 'Order number',
    placedAt: 'Ordered',
    lines: 'Items',
    pieces: (count) => (count === 1 ? '1 piece' : `${count} pieces`),
    left: (count) =>
      count === undefined ? 'Not enough left' : count === 0 ? 'Sold out' : `Only ${count} left`,
    deliverTo: 'Deliver to',
    payment: 'Payment',
    method: 'Paid by',
    methods: { card: 'Card', transfer: 'Bank transfer', 'easy-pay': 'Easy pay' },
    goods: 'Items',
    discount: 'Discount',
    delivery: 'Delivery',
    free: 'Free',
    total: 'Total',
    coupons: 'Coupons used',
    progress: { placed: 'Ordered', paid: 'Paid', shipping: 'On its way', delivered: 'Delivered' },
    steps: 'Progress of your order',
    states: {
      PENDING: 'Order received',
      RESERVED: 'Checking the payment',
      AUTHORIZED: 'Checking the payment',
      CONFIRMED: 'Checking the payment',
      CAPTURED: 'Paid',
      FULFILLING: 'On its way',
      DELIVERED: 'Delivered',
      CANCELLED: 'Cancelled',
      REFUNDED: 'Refunded',
    },
    explanations: {
      PENDING: 'We have received your order and are reserving the items.',
      RESERVED: 'Your items are reserved. We are checking the payment.',
      AUTHORIZED: 'Your payment was approved. We are confirming the items.',
      CONFIRMED: 'Your items are confirmed. We are completing the payment.',
      CAPTURED: 'Your payment is complete. We are preparing the delivery.',
      FULFILLING: 'Your order is confirmed and on its way.',
      DELIVERED: 'Your order has arrived. Thank you for shopping with us.',
      CANCELLED: 'You were not charged.',
      REFUNDED: 'Your payment was refunded in full.',
    },
    former: {
      state: 'Earlier order',
      explanation:
        'You placed this order before our new shop opened. For a cancellation, exchange or refund, please contact customer service.',
    },
    undoing: 'Your order is being cancelled.',
    reasons: {
      customer: 'Cancelled at your request.',
      'sold-out': 'An item is sold out, so the order was cancelled.',
      coupon: 'The coupon can no longer be used.',
      declined: 'The payment was declined. Please pay again with another method.',
      'payment-unknown': 'We could not confirm your payment, so the order was cancelled.',
      undeliverable: 'We cannot deliver to this address.',
      unavailable: 'A temporary problem kept us from completing the order. Please pay again.',
    },
    tooFew: (title, left, wanted) => `Only ${left} of “${title}” were left, and you wanted ${wanted}.`,
    payAgain: 'Pay again',
    payAgainNote: 'Opens the checkout with the same items, address and coupons.',
    arrival: (day) => `Arrives ${day}`,
    refresh: 'Refresh',
    cancel: 'Cancel order',
    cancelNote: 'You can cancel until delivery. Your payment and your coupons will be returned.',
    tooLate: 'This order was already delivered or cancelled, so it cannot be cancelled.',
    cannotCancel: 'We could not confirm the cancellation. Please press again; pressing twice does no harm.',
    toOrders: 'All orders',
  },
};

export type StartProblem = keyof Texts['startProblems'];
