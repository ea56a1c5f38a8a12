import { definePage, type Markup, type View } from '@jogakbo/compose/page';
import { escapeAttribute } from '@jogakbo/compose/write-page';
import { pick, toHead, toMessage } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

const layout = toLayout('<slot name="message"></slot>');

/** Instead of a page about the asker, while it cannot be looked up who asks. */
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
          ko: '지금은 로그인 상태를 확인할 수 없어요',
          en: 'We cannot check right now whether you are logged in',
        },
        {
          ko: '담아 두신 상품과 주문은 그대로 있어요. 조금 뒤에 다시 열어 주세요.',
          en: 'Your cart and your orders are safe. Please open this page again in a moment.',
        },
      ),
    },
  },
});

/** Why a form was not answered by its slice: the asker is unknown, so it was not passed on; or it was, and there is no answer. */
export type Cause = 'asker-unknown' | 'no-answer';

/**
 * A form that can be sent again as it was filled in. The page takes what was sent from the visit's parameters, see {@link toAgain}.
 */
export const sendAgain = definePage({
  cacheControl: 'private, no-store',
  layout,
  head: { markup: toHead({ ko: '다시 시도해 주세요 — 조각보', en: 'Please try again — Jogakbo' }) },
  slots: { ...frameSlots, message: { id: 'content', markup: (view) => writeForm(view) } },
});

/** The parameters of {@link sendAgain}: the form's address and what was sent, as `application/x-www-form-urlencoded`. */
export function toAgain(cause: Cause, action: string, sent: string): Record<string, string> {
  return { 'again:cause': cause, 'again:action': action, 'again:sent': sent };
}

/** Fields that no page may repeat: they are typed again. */
const secrets: Record<string, Record<'ko' | 'en', string>> = {
  current: { ko: '지금 비밀번호', en: 'Current password' },
  password: { ko: '비밀번호', en: 'Password' },
};

const headings = {
  'asker-unknown': {
    ko: '로그인 상태를 확인하지 못해 아직 처리하지 않았어요',
    en: 'Not done yet: we could not check whether you are logged in',
  },
  'no-answer': { ko: '처리됐는지 확인하지 못했어요', en: 'We could not find out whether it was done' },
};
const kept = {
  ko: '입력하신 내용은 그대로 있어요. 잠시 뒤에 다시 시도해 주세요.',
  en: 'What you entered is kept. Please try again in a moment.',
};

const writeForm: Markup = (view: View) => {
  const {
    'again:cause': cause = 'no-answer',
    'again:action': action = '/',
    'again:sent': sent = '',
  } = view.params;
  const fields = [...new URLSearchParams(sent)].map(([name, value]) => {
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    if (!secret)
      return `<input type="hidden" name="${escapeAttribute(name)}" value="${escapeAttribute(value)}">`;
    const label = pick(view, secret);
    return `<p><label>${label} <input type="password" name="${name}" required autocomplete="off"></label></p>`;
  });
  return (
    `<div class="shell-message"><h1>${pick(view, headings[cause as Cause])}</h1><p>${pick(view, kept)}</p>` +
    `<form method="post" action="${escapeAttribute(action)}">${fields.join('')}` +
    `<button class="shell-message-again" type="submit">${pick(view, { ko: '다시 시도', en: 'Try again' })}</button></form>` +
    `<p><a class="shell-message-home" href="/">${pick(view, { ko: '홈으로', en: 'Go to the home page' })}</a></p></div>`
  );
};
