import { html } from 'hono/html';
import { type Card, pageLength, type Sort, sorts } from './catalogue.ts';
import { type Html, toBadge, toCategoryLink, toPage, toPrice, toStars, type View } from './layout.ts';
import { type Texts, texts, toDigits } from './texts.ts';

type Shown = {
  /** The heading of a search, or the slug of a category; neither on the home page. */
  word?: string;
  category?: string;
  found: { total: number; cards: Card[] };
  sort: Sort;
  page: number;
};

/** The home page, a category, or what a search found. */
export function toCataloguePage(view: View, shown: Shown): Html {
  const { language, catalogue } = view;
  const { found, word, category } = shown;
  const text = texts[language];
  const path = category === undefined ? [] : catalogue.path(category);
  const isHome = category === undefined && word === undefined;
  const heading = word !== undefined ? text.found(word) : (path.at(-1)?.[language] ?? text.popular);
  const below = word === undefined ? catalogue.children(category ?? null) : [];
  return toPage(
    view,
    isHome ? text.home : heading,
    html`${category === undefined ? '' : html`<nav data-region="breadcrumb"><a href="/">${text.home}</a>${path.map((each) => html` &gt; ${toCategoryLink(each, language)}`)}</nav>`}
<h1>${heading}</h1>
${below.length === 0 ? '' : html`<ul class="chips" data-region="shortcuts">${below.map((each) => html`<li>${toCategoryLink(each, language)}</li>`)}</ul>`}
<section data-region="${isHome ? 'shelf-popular' : word === undefined ? 'list' : 'results'}">
${isHome ? '' : toSorting(shown, text)}
${found.cards.length === 0 ? html`<p>${text.nothing}</p>` : html`<ul class="cards">${found.cards.map((card) => toCard(card, text))}</ul>`}
${isHome ? '' : toPages(shown, text)}
</section>`,
  );
}

function toCard(card: Card, text: Texts): Html {
  return html`<li class="card"><a href="/products/${card.id}?item=${card.itemId}"><img src="/pictures/${card.id}.svg" width="240" height="240" loading="lazy" alt=""><span class="card-title">${card.title}</span></a>${toPrice(card, text)} ${toBadge(card.badge, text)}<p>${card.available === 0 ? html`<b>${text.soldOut}</b>` : html`${toStars(card.ratings, card.reviews)} (${card.reviews})`}</p></li>`;
}

function toSorting(shown: Shown, text: Texts): Html {
  const links = sorts.map((sort) =>
    sort === shown.sort
      ? html`<b>${text.sorts[sort]}</b> `
      : html`<a href="${toHref(shown, sort, 1)}">${text.sorts[sort]}</a> `,
  );
  return html`<p class="sorting">${text.count(toDigits(shown.found.total))} · <span aria-label="${text.sort}">${links}</span></p>`;
}

function toPages(shown: Shown, text: Texts): Html | '' {
  const { page, sort, found } = shown;
  const last = Math.ceil(found.total / pageLength);
  if (last <= 1) return '';
  const before =
    page > 1 ? html`<a rel="prev" href="${toHref(shown, sort, page - 1)}">${text.previous}</a>` : '';
  const after =
    page < last ? html`<a rel="next" href="${toHref(shown, sort, page + 1)}">${text.next}</a>` : '';
  return html`<nav class="pages" aria-label="${text.pages}">${before} ${page} / ${last} ${after}</nav>`;
}

function toHref({ word, category }: Shown, sort: Sort, page: number): string {
  const query = new URLSearchParams();
  if (word !== undefined) query.set('q', word);
  if (sort !== 'relevance') query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  return `${category === undefined ? '/search' : `/categories/${category}`}${query.size > 0 ? `?${query}` : ''}`;
}
