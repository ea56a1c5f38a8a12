import { definePage } from '@jogakbo/compose';
import { toHead, toMessage } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

export const cart = definePage({
  query: ['selected', 'notice'],
  cacheControl: 'private, no-store',
  layout: toLayout('<slot name="cart-lines"></slot><slot name="shelf-popular"></slot>'),
  head: {
    markup: toHead(
      { ko: '장바구니 — 조각보', en: 'Cart — Jogakbo' },
      { ko: '담아 둔 상품과 결제할 금액을 확인하세요.', en: 'What you have chosen, and what it comes to.' },
    ),
  },
  slots: {
    ...frameSlots,
    'cart-lines': {
      fragment: 'cart/lines',
      personal: true,
      id: 'content',
      fallback: toMessage(
        { ko: '장바구니를 잠시 열 수 없어요', en: 'Your cart cannot be opened right now' },
        {
          ko: '담아 두신 상품은 그대로 있으니 조금 뒤에 다시 열어 주세요.',
          en: 'What is in it is safe; please try again in a moment.',
        },
      ),
    },
    'shelf-popular': { fragment: 'product/shelf', params: { shelf: 'popular' } },
  },
});
