import { definePage } from '@jogakbo/compose';
import { toHead, toMessage } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

const layout = toLayout('<slot name="message"></slot>');

/** This page is shown instead of a page about the asker while it is unknown who asks. */
export const askerUnknown = definePage({
  cacheControl: 'private, no-store',
  layout,
  head: { markup: toHead({ ko: '잠시 확인할 수 없어요 — 조각보', en: 'Try again in a moment — Jogakbo' }) },
  slots: {
    ...frameSlots,
    message: {
      id: 'content',
      markup: toMessage(
        {
          ko: '로그인 상태를 확인할 수 없어요',
          en: 'We cannot check right now whether you are logged in',
        },
        {
          ko: '담아 두신 상품과 주문은 그대로 있어요. 잠시 뒤에 다시 열어 주세요.',
          en: 'Your cart and your orders are safe. Please open this page again in a moment.',
        },
      ),
    },
  },
});
