import { definePage, type Slot } from '@jogakbo/compose';
import { authorizationFields } from '@jogakbo/contracts/api';
import { type Texts, toHead, toMessage } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

const away = toMessage(
  { ko: '지금은 회원 정보를 열 수 없어요', en: 'Your account cannot be opened right now' },
  {
    ko: '쇼핑은 계속하실 수 있어요. 조금 뒤에 다시 열어 주세요.',
    en: 'You can go on shopping. Please try again in a moment.',
  },
);

export const login = toMemberPage(
  { ko: '로그인 — 조각보', en: 'Log in — Jogakbo' },
  { form: { fragment: 'member/login', id: 'content', fallback: away } },
  ['next', 'done'],
);

export const signup = toMemberPage(
  { ko: '회원가입 — 조각보', en: 'Sign up — Jogakbo' },
  { form: { fragment: 'member/signup', personal: true, id: 'content', fallback: away } },
  ['next'],
);

export const forgot = toMemberPage(
  { ko: '비밀번호 찾기 — 조각보', en: 'Forgotten password — Jogakbo' },
  { form: { fragment: 'member/forgot', personal: true, id: 'content', fallback: away } },
  ['done'],
);

export const reset = toMemberPage(
  { ko: '새 비밀번호 — 조각보', en: 'New password — Jogakbo' },
  { form: { fragment: 'member/reset', personal: true, id: 'content', fallback: away } },
  ['token'],
  true,
);

export const confirm = toMemberPage(
  { ko: '이메일 확인 — 조각보', en: 'Confirm your e-mail — Jogakbo' },
  { form: { fragment: 'member/confirm', personal: true, id: 'content', fallback: away } },
  ['token', 'done'],
  true,
);

export const my = toMemberPage(
  { ko: '마이페이지 — 조각보', en: 'My page — Jogakbo' },
  {
    profile: { fragment: 'member/profile', personal: true, id: 'content', fallback: away },
    orders: { fragment: 'order/list', personal: true, params: { level: '2' } },
    addresses: { fragment: 'member/addresses', personal: true },
    apps: { fragment: 'member/apps', personal: true },
  },
  ['done', 'page'],
);

/** A program asks whether it may act for the member. */
export const authorize = toMemberPage(
  { ko: '앱 연결 — 조각보', en: 'Connect an app — Jogakbo' },
  { form: { fragment: 'member/authorization', personal: true, id: 'content', fallback: away } },
  [...authorizationFields],
  true,
);

/** This page is the same for everyone, so caches may store it. */
export const help = definePage({
  layout: toLayout('<slot name="help"></slot>'),
  head: {
    markup: toHead(
      { ko: '고객센터 — 조각보', en: 'Help — Jogakbo' },
      {
        ko: '주문과 배송, 회원 정보에 대해 자주 묻는 것들.',
        en: 'What people ask about orders and accounts.',
      },
    ),
  },
  slots: { ...frameSlots, help: { fragment: 'member/help', id: 'content', fallback: away } },
});

function toMemberPage(title: Texts, slots: Record<string, Slot>, query: string[], confidential = false) {
  return definePage({
    query,
    confidential,
    cacheControl: 'private, no-store',
    layout: toLayout(
      Object.keys(slots)
        .map((name) => `<slot name="${name}"></slot>`)
        .join(''),
    ),
    head: { markup: toHead(title) },
    slots: { ...frameSlots, ...slots },
  });
}
