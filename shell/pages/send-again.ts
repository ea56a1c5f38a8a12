import { definePage, escapeAttribute, type Markup } from '@jogakbo/compose';
import { pick, type Texts, toHead } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

/**
 * Why a form has no answer from its slice. With `asker-unknown` and `busy` it was not passed on. With `no-answer` it was passed on, and no
 * answer came.
 */
export type Cause = 'asker-unknown' | 'busy' | 'no-answer';

const title: Texts = { ko: '다시 시도해 주세요 — 조각보', en: 'Please try again — Jogakbo' };

/** Builds the parameters of {@link sendAgain}: the address of the form, and its body as `application/x-www-form-urlencoded`. */
export function toAgain(cause: Cause, address: string, sent: string): Record<string, string> {
  const { pathname, search } = new URL(address);
  return { 'again:cause': cause, 'again:action': pathname + search, 'again:sent': sent };
}

/** The form with all values that were sent, to send it again. The parameters of the visit come from {@link toAgain}. */
const againForm: Markup = (view) => {
  const {
    'again:cause': cause = 'no-answer',
    'again:action': action = '/',
    'again:sent': sent = '',
  } = view.params;
  const fields = [...new URLSearchParams(sent)].map(([name, value]) => {
    const field = escapeAttribute(name);
    if (!isSecret.test(name))
      return `<input type="hidden" name="${field}" value="${escapeAttribute(value)}">`;
    const label = pick(view, name === 'current' ? currentPassword : password);
    return `<p><label>${label} <input type="password" name="${field}" required autocomplete="off"></label></p>`;
  });
  return (
    `<div class="shell-message"><h1>${pick(view, headings[cause as Cause])}</h1><p>${pick(view, reasons[cause as Cause])}${pick(view, kept)}</p>` +
    `<form method="post" action="${escapeAttribute(action)}">${fields.join('')}` +
    `<button class="shell-message-again" type="submit">${pick(view, again)}</button></form>` +
    `<p><a class="shell-message-home" href="/">${pick(view, home)}</a></p></div>`
  );
};

/** The page with a form that can be sent again as it was filled in. */
export const sendAgain = definePage({
  cacheControl: 'private, no-store',
  layout: toLayout('<slot name="message"></slot>'),
  head: { markup: toHead(title) },
  slots: { ...frameSlots, message: { id: 'content', markup: againForm } },
});

/** The same form as a document of its own, which needs no slice. */
export const againDocument: Markup = (view) =>
  `<!doctype html><html lang="${view.language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${pick(view, title)}</title>${againForm(view)}</html>`;

/** Fields that no page may show again. The person types them again. */
const isSecret = /password|^current$/i;
const password: Texts = { ko: '비밀번호', en: 'Password' };
const currentPassword: Texts = { ko: '지금 비밀번호', en: 'Current password' };

const headings: Record<Cause, Texts> = {
  'asker-unknown': { ko: '아직 처리하지 않았어요', en: 'Not done yet' },
  busy: { ko: '아직 처리하지 않았어요', en: 'Not done yet' },
  'no-answer': { ko: '처리됐는지 확인하지 못했어요', en: 'We could not find out whether it was done' },
};
const reasons: Record<Cause, Texts> = {
  'asker-unknown': {
    ko: '지금은 로그인 상태를 확인할 수 없어요. ',
    en: 'We cannot check right now whether you are logged in. ',
  },
  busy: { ko: '지금 손님이 많아요. ', en: 'The shop is very busy. ' },
  'no-answer': { ko: '', en: '' },
};
const kept: Texts = {
  ko: '입력하신 내용은 그대로 있어요. 잠시 뒤에 다시 시도해 주세요.',
  en: 'What you entered is kept. Please try again in a moment.',
};
const again: Texts = { ko: '다시 시도', en: 'Try again' };
const home: Texts = { ko: '홈으로', en: 'Go to the home page' };
