import { html } from 'hono/html';
import type { CatalogueReader, Item, Product } from './catalogue.ts';
import {
  type Html,
  toAlert,
  toBadge,
  toCategoryLink,
  toPage,
  toPrice,
  toStars,
  type View,
} from './layout.ts';
import { type Language, type Texts, texts } from './texts.ts';

type Shown = {
  product: Product;
  item: Item;
  reviews: ReturnType<CatalogueReader['reviews']>;
  /** Milliseconds since the epoch. */
  now: number;
  mayReview: boolean;
  problem?: string | undefined;
};

export function toProductPage(view: View, shown: Shown): Html {
  const { language, catalogue } = view;
  const { product, item, problem } = shown;
  const text = texts[language];
  const path = catalogue.path(product.category);
  return toPage(
    view,
    product.title,
    html`<nav data-region="breadcrumb"><a href="/">${text.home}</a>${path.map((each) => html` &gt; ${toCategoryLink(each, language)}`)}</nav>
${toAlert(problem)}
<div class="product">
<figure data-region="gallery"><img src="/pictures/${product.id}.svg" width="480" height="480" alt="${product.title}"></figure>
<div class="about">
<div data-region="title"><p>${product.brand}</p><h1>${product.title}</h1></div>
<div data-region="stars">${toStars(product.ratings, product.reviews)} <a href="#reviews">${product.reviews > 0 ? text.reviewCount(product.reviews) : text.noReviews}</a></div>
<div data-region="price">${toPrice(item, text)} ${toBadge(product.badge, text)}</div>
<div data-region="stock">${toStock(item.available, text)}</div>
<div data-region="arrival"><p>${text.arrives(toTomorrow(shown.now, language, text))} (${text.region})</p><p>${text.freeFrom}</p><p>${text.freeBoth}</p></div>
${toOptions(shown, text)}
${toPurchase(shown, text)}
</div>
</div>
<section data-region="attributes"><h2>${text.attributes}</h2><ul>${product.attributes.map(({ name, value }) => html`<li>${name}: ${value}</li>`)}<li>${text.number}: ${product.id} - ${item.id}</li></ul></section>
${toReviews(shown, text)}
${toReviewForm(shown, text)}`,
  );
}

function toStock(available: number, text: Texts): string {
  if (available === 0) return text.soldOut;
  return available <= 5 ? text.low(available) : text.inStock;
}

/** Tomorrow in Korea, such as `내일(목) 5/16`. */
function toTomorrow(now: number, language: Language, text: Texts): string {
  const day = new Date(now + (9 + 24) * 60 * 60 * 1_000);
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(day);
  return `${text.tomorrow(weekday)} ${day.getUTCMonth() + 1}/${day.getUTCDate()}`;
}

function toOptions({ product, item }: Shown, text: Texts): Html {
  const [only] = product.items;
  if (product.items.length === 1)
    return html`<p data-region="options">${product.optionName}: ${only?.label}</p>`;
  const links = product.items.map((each) => {
    const label = `${each.label}${each.available === 0 ? ` (${text.soldOut})` : ''}`;
    return each.id === item.id
      ? html`<li><b>${label}</b></li>`
      : html`<li><a href="/products/${product.id}?item=${each.id}">${label}</a></li>`;
  });
  return html`<div data-region="options"><p>${product.optionName}</p><ul>${links}</ul></div>`;
}

function toPurchase({ product, item }: Shown, text: Texts): Html {
  if (item.available === 0) return html`<p data-region="buy"><b>${text.soldOut}</b></p>`;
  const hidden = html`<input type="hidden" name="productId" value="${product.id}"><input type="hidden" name="itemId" value="${item.id}">`;
  return html`<div class="purchase"><form data-region="buy" method="post" action="/cart/items">${hidden}<label>${text.quantity} <input name="quantity" type="number" min="1" max="${Math.min(item.available, 999)}" value="1"></label><button>${text.add}</button></form>
<form data-region="buy-now" method="post" action="/checkout/start">${hidden}<input type="hidden" name="quantity" value="1"><button class="strong">${text.buyNow}</button></form></div>`;
}

function toReviews({ product, reviews }: Shown, text: Texts): Html {
  const bars = reviews.histogram.map(
    ({ rating, count }) =>
      html`<li>${text.stars(rating)} <meter min="0" max="${Math.max(1, product.reviews)}" value="${count}"></meter> ${count}</li>`,
  );
  const list = reviews.list.map(
    ({ rating, title, body, author, at, bought }) =>
      html`<li>${toStars(rating, 1)} <b>${title}</b><p>${body}</p><small>${author} · ${toDay(at)}${bought ? ` · ${text.bought}` : ''}</small></li>`,
  );
  return html`<section data-region="reviews" id="reviews"><h2>${text.reviews} (${product.reviews})</h2>${product.reviews === 0 ? html`<p>${text.noReviews}</p>` : html`<ul class="bars">${bars}</ul><ul class="reviews">${list}</ul>`}</section>`;
}

function toReviewForm({ product, mayReview }: Shown, text: Texts): Html {
  if (!mayReview) return html`<section data-region="review-form"><p>${text.onlyBuyers}</p></section>`;
  const choices = [5, 4, 3, 2, 1].map(
    (rating) => html`<option value="${rating}">${text.stars(rating)}</option>`,
  );
  return html`<section data-region="review-form"><h2>${text.writeReview}</h2><form class="stacked" method="post" action="/products/${product.id}/reviews"><label>${text.rating} <select name="rating">${choices}</select></label><label>${text.reviewTitle} <input name="title" maxlength="100" required></label><label>${text.reviewBody} <textarea name="body" minlength="10" maxlength="2000" required></textarea></label><button>${text.send}</button></form></section>`;
}

/** A day in Korea, such as `2019.05.16`. */
export function toDay(at: number): string {
  return new Date(at + 9 * 60 * 60 * 1_000).toISOString().slice(0, 10).replaceAll('-', '.');
}
