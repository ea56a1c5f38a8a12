import { definePage } from '@jogakbo/compose';
import { toHead, toMessage } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

const away = toMessage(
  { ko: '지금은 주문을 열 수 없어요', en: 'Orders cannot be opened right now' },
  {
    ko: '하신 주문은 그대로 있어요. 조금 뒤에 다시 열어 주세요.',
    en: 'Orders that were placed are safe. Please try again in a moment.',
  },
);

export const checkout = definePage({
  query: ['draft', 'typed', 'again', 'product', 'item', 'quantity', 'failed'],
  cacheControl: 'private, no-store',
  layout: toLayout('<slot name="checkout"></slot>'),
  head: { markup: toHead({ ko: '주문/결제 — 조각보', en: 'Checkout — Jogakbo' }) },
  slots: {
    ...frameSlots,
    checkout: { fragment: 'order/checkout', personal: true, id: 'content', fallback: away },
  },
});

/** Opens the payment window of Toss. */
export const pay = definePage({
  query: ['draft'],
  cacheControl: 'private, no-store',
  layout: toLayout('<slot name="pay"></slot>'),
  head: { markup: toHead({ ko: '결제 — 조각보', en: 'Payment — Jogakbo' }) },
  slots: { ...frameSlots, pay: { fragment: 'order/pay', personal: true, id: 'content', fallback: away } },
});

/** Toss leads here after its window. */
export const paid = definePage({
  query: ['draft', 'revision', 'paymentKey', 'orderId', 'amount'],
  confidential: true,
  cacheControl: 'private, no-store',
  layout: toLayout('<slot name="paid"></slot>'),
  head: { markup: toHead({ ko: '결제 — 조각보', en: 'Payment — Jogakbo' }) },
  slots: { ...frameSlots, paid: { fragment: 'order/paid', personal: true, id: 'content', fallback: away } },
});

export const orders = definePage({
  query: ['page'],
  cacheControl: 'private, no-store',
  layout: toLayout('<slot name="orders"></slot>'),
  head: { markup: toHead({ ko: '주문 목록 — 조각보', en: 'Orders — Jogakbo' }) },
  slots: {
    ...frameSlots,
    orders: { fragment: 'order/list', personal: true, params: { level: '1' }, id: 'content', fallback: away },
  },
});

export const order = definePage({
  cacheControl: 'private, no-store',
  layout: toLayout('<slot name="order"></slot>'),
  head: { markup: toHead({ ko: '주문 상세 — 조각보', en: 'Order — Jogakbo' }) },
  slots: {
    ...frameSlots,
    order: { fragment: 'order/order', personal: true, primary: true, id: 'content' },
  },
});
