import { escapeAttribute, type Markup, type View } from '@jogakbo/compose';
import { buyBox } from '@jogakbo/contracts/forms';
import type { Language } from '@jogakbo/contracts/language';

export type Texts = Record<Language, string>;

/** A paragraph that is shown instead of a fragment. */
export function sentence(ko: string, en: string): Markup {
  return (view) => `<p class="shell-notice">${pick(view, { ko, en })}</p>`;
}

/** The title and the description of a page without a slice. */
export function toHead(title: Texts, description?: Texts): Markup {
  return (view) =>
    `<title>${pick(view, title)}</title><meta property="og:title" content="${pick(view, title)}">` +
    (description
      ? `<meta name="description" content="${pick(view, description)}">` +
        `<meta property="og:description" content="${pick(view, description)}">`
      : '');
}

/** A heading, a text, and a link to the home page. */
export function toMessage(heading: Texts, text: Texts): Markup {
  return (view) =>
    `<div class="shell-message"><h1>${pick(view, heading)}</h1><p>${pick(view, text)}</p>` +
    `<p><a class="shell-message-home" href="/">${pick(view, { ko: '홈으로', en: 'Go to the home page' })}</a></p></div>`;
}

/** Links that are right for members and for guests, for when it is unknown who asks. */
export const plainLinks: Markup = (view) =>
  `<nav class="shell-plain-links" aria-label="${pick(view, { ko: '서비스', en: 'Service' })}"><a href="/help">${pick(view, { ko: '고객센터', en: 'Help' })}</a></nav>`;

/** The link to the cart without its count. */
export const plainCart: Markup = (view) =>
  `<a class="shell-plain-cart" href="/cart"><svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><path d="M2 3h3l2.5 12h11l2.5-9H6"/><circle cx="9" cy="19.5" r="1.5"/><circle cx="17" cy="19.5" r="1.5"/></svg><span>${pick(view, { ko: '장바구니', en: 'Cart' })}</span></a>`;

/** The buy box without its controls. A button of another slice that belongs to it still buys one piece. */
export const plainBuyBox: Markup = ({ params: { product = '', item = '' } }) => {
  const fields = Object.entries({ productId: product, itemId: item, quantity: '1' }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeAttribute(value)}">`,
  );
  return `<form id="${buyBox}" method="post" action="/checkout/start" hidden>${fields.join('')}</form>`;
};

export const skipLink: Markup = (view) =>
  `<a class="shell-skip" href="#content">${pick(view, { ko: '본문으로 건너뛰기', en: 'Skip to content' })}</a>`;

// Four patches of cloth, sewn together.
export const logo: Markup = (view) =>
  `<a class="shell-logo" href="/"><svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><path fill="#5b3df0" d="M2 2h17v11H2z"/><path fill="#e8a200" d="M19 2h11v17H19z"/><path fill="#c0231e" d="M13 19h17v11H13z"/><path fill="#0a7a3d" d="M2 13h11v17H2z"/><path fill="#fff" stroke="#1c1b1f" stroke-dasharray="2 1.5" d="M13 13h6v6h-6z"/></svg><span>${pick(view, { ko: '조각보', en: 'Jogakbo' })}</span></a>`;

/** Chooses the text in the language of the page. */
export function pick(view: View, texts: Texts): string {
  return texts[view.language as Language];
}
