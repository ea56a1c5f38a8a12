import { definePage } from '@jogakbo/compose';
import { toHead, toMessage } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

const layout = toLayout('<slot name="message"></slot>');

/** The page for an address that does not exist. It also shows popular products. */
export const notFound = definePage({
  layout: toLayout('<slot name="message"></slot><slot name="shelf-popular"></slot>'),
  head: { markup: toHead({ ko: '없는 페이지예요 — 조각보', en: 'Page not found — Jogakbo' }) },
  slots: {
    ...frameSlots,
    message: {
      id: 'content',
      markup: toMessage(
        { ko: '찾으시는 페이지가 없어요', en: 'This page does not exist' },
        {
          ko: '주소가 바뀌었거나 더는 팔지 않는 상품이에요. 위에서 검색하거나 아래 상품을 둘러보세요.',
          en: 'It may have moved, or the product is no longer sold. Search above, or look at what others buy.',
        },
      ),
    },
    'shelf-popular': { fragment: 'product/shelf', params: { shelf: 'popular' } },
  },
});

export const unavailable = definePage({
  layout,
  head: { markup: toHead({ ko: '잠시 쉬고 있어요 — 조각보', en: 'Temporarily unavailable — Jogakbo' }) },
  slots: {
    ...frameSlots,
    message: {
      id: 'content',
      markup: toMessage(
        { ko: '이 페이지를 잠시 열 수 없어요', en: 'This page is unavailable for a moment' },
        { ko: '조금 뒤에 다시 열어 주세요.', en: 'Please try again shortly.' },
      ),
    },
  },
});

/** The page for a link to a preview that is not valid any more. */
export const previewEnded = definePage({
  layout,
  cacheControl: 'private, no-store',
  head: { markup: toHead({ ko: '끝난 미리보기예요 — 조각보', en: 'This preview has ended — Jogakbo' }) },
  slots: {
    ...frameSlots,
    message: {
      id: 'content',
      markup: toMessage(
        { ko: '이 미리보기 링크는 쓸 수 없어요', en: 'This preview link does not work' },
        {
          ko: '끝났거나 올바르지 않은 링크예요. 새 링크를 받아 주세요.',
          en: 'It has ended or is not valid. Ask for a new link.',
        },
      ),
    },
  },
});

/** The page for a slice that refuses the page to this visitor. */
export const refused = definePage({
  layout,
  head: { markup: toHead({ ko: '볼 수 없는 페이지예요 — 조각보', en: 'Not available to you — Jogakbo' }) },
  slots: {
    ...frameSlots,
    message: {
      id: 'content',
      markup: toMessage(
        { ko: '이 페이지는 볼 수 없어요', en: 'This page is not available to you' },
        {
          ko: '로그인이 필요하거나 볼 수 있는 권한이 없는 페이지예요.',
          en: 'You may need to log in, or you may not have permission to see it.',
        },
      ),
    },
  },
});

/** The page for a request from the page of another site. */
export const forbidden = definePage({
  layout,
  head: { markup: toHead({ ko: '처리하지 않았어요 — 조각보', en: 'Not done — Jogakbo' }) },
  slots: {
    ...frameSlots,
    message: {
      id: 'content',
      markup: toMessage(
        {
          ko: '다른 사이트에서 온 요청이라 처리하지 않았어요',
          en: 'The request came from another site and was not carried out',
        },
        { ko: '조각보에서 다시 해 주세요.', en: 'Please do it again here.' },
      ),
    },
  },
});

/** The page for a network that searches too often. */
export const tooManySearches = definePage({
  layout,
  head: { markup: toHead({ ko: '잠시 뒤에 검색해 주세요 — 조각보', en: 'Too many searches — Jogakbo' }) },
  slots: {
    ...frameSlots,
    message: {
      id: 'content',
      markup: toMessage(
        { ko: '검색이 너무 많아요', en: 'There were too many searches' },
        {
          ko: '같은 네트워크에서 짧은 시간에 너무 많이 검색했어요. 잠시 뒤에 다시 검색해 주세요.',
          en: 'Your network has searched too often in a short time. Please search again in a minute.',
        },
      ),
    },
  },
});
