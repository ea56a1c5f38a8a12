import { html, raw } from 'hono/html';
import type { Card, CatalogueReader, Category } from './catalogue.ts';
import { type Language, type Texts, texts, toDigits } from './texts.ts';

export type Html = ReturnType<typeof html>;
/** What each page needs to know about the request. */
export type View = {
  language: Language;
  member?: { id: string; name: string } | undefined;
  cartCount: number;
  catalogue: CatalogueReader;
};

/**
 * Draws a page. Each region has the name of the slot that shows it in the shop of slices, so that `[data-region=price]` finds the
 * price in both.
 */
export function toPage(view: View, title: string, main: Html): Html {
  const { language } = view;
  const text = texts[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} — ${text.shop}</title>
<link rel="stylesheet" href="/monolith/styles.css">
</head>
<body>
<header>
${toLinks(view, text)}
<div class="top">
<a class="logo" href="/" data-region="logo">${text.shop}</a>
${toMenu(view, text)}
<form data-region="search" role="search" action="/search"><input type="search" name="q" maxlength="100" aria-label="${text.find}" placeholder="${text.search}"><button>${text.find}</button></form>
<a data-region="my" href="/my">${text.my}</a>
<span data-region="cart"><a href="/cart">${text.cart} <b>${view.cartCount}</b></a></span>
</div>
<nav data-region="strip" aria-label="${text.shop}">${text.strip}</nav>
</header>
<main>${main}</main>
</body>
</html>`;
}

function toLinks({ member }: View, text: Texts): Html {
  const own = member
    ? html`<span>${text.hello(member.name)}</span> <form method="post" action="/logout"><button>${text.logOut}</button></form>`
    : html`<a href="/login">${text.logIn}</a> <a href="/signup">${text.signUp}</a>`;
  return html`<div data-region="links"><span>${text.bookmark} · ${text.sell}</span><span class="own">${own} <a href="/help">${text.help}</a></span></div>`;
}

function toMenu({ catalogue, language }: View, text: Texts): Html {
  const links = catalogue.children(null).map((each) => html`<li>${toCategoryLink(each, language)}</li>`);
  return html`<details data-region="categories"><summary>${text.categories}</summary><ul>${links}</ul></details>`;
}

export function toCategoryLink(category: Category, language: Language): Html {
  return html`<a href="/categories/${category.slug}">${category[language]}</a>`;
}

/** A price in one line. */
export function toPrice({ list, final, off }: Pick<Card, 'list' | 'final' | 'off'>, text: Texts): Html {
  const before = off > 0 ? html`<b class="off">${off}%</b> <del>${text.won(toDigits(list))}</del> ` : '';
  return html`<span class="price">${before}<strong>${text.won(toDigits(final))}</strong></span>`;
}

/** Stars as text, such as ★★★★☆. */
export function toStars(sum: number, count: number): Html {
  const full = count === 0 ? 0 : Math.round(sum / count);
  return html`<span class="stars" aria-hidden="true">${'★'.repeat(full)}${'☆'.repeat(5 - full)}</span>`;
}

export function toBadge(badge: string | null, text: Texts): Html | '' {
  return badge ? html`<b class="badge">${text.badges[badge] ?? badge}</b>` : '';
}

/** A message about a refused form. */
export function toAlert(message: string | undefined): Html | '' {
  return message ? html`<p class="alert" role="alert">${message}</p>` : '';
}

/** An amount with its label, in a list of amounts. */
export function toAmount(label: string, amount: string): Html {
  return html`<dt>${label}</dt><dd>${amount}</dd>`;
}

export function toField(name: string, label: string, value = '', attributes = ''): Html {
  return html`<label>${label} <input name="${name}" value="${value}" required ${raw(attributes)}></label>`;
}
