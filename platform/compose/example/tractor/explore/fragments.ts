import { categories, type Recommendable, stores, type Tractor, tractors } from './catalog.ts';
import { type Html, html } from './html.ts';
import { recommend } from './recommend.ts';

/** The answer of a fragment; undefined if there is no such thing. */
export type Fragment = (params: URLSearchParams) => Html | undefined;

/** Writes the name of the shop and the main links. */
export const header: Fragment = () => html`
<a class="brand" href="/"><img src="/pictures/logo.svg" alt="" width="40" height="40"> Tractor Store</a>
<nav aria-label="Main"><ul>
  <li><a href="/tractors">Tractors</a></li>
  <li><a href="/stores">Stores</a></li>
</ul></nav>`;

/** Writes the last line of a page, with the box that shows the boundaries. */
export const footer: Fragment = () => html`
<p>Three teams made this page. <label><input type="checkbox" id="boundaries"> Show who made what</label></p>`;

/** Writes the way to each category. */
export const home: Fragment = () => html`
<h1>Find the tractor that fits your land</h1>
<ul class="teasers">${Object.entries(categories).map(
  ([id, { name, line, sku }]) => html`
  <li><a href="/tractors/${id}"><img src="/pictures/${sku}.svg" alt="" width="480" height="320">
    <strong>${name}</strong> <span>${line}</span></a></li>`,
)}
</ul>`;

/** Writes the tractors of a category, or all of them. */
export const category: Fragment = (params) => {
  const id = params.get('category');
  const found = id ? findCategory(id) : { name: 'All tractors' };
  if (!found) return undefined;
  const shown = tractors.filter((tractor) => !id || tractor.category === id);
  const current = (of: string | null) => (of === id ? html` aria-current="page"` : '');
  return html`
<h1>${found.name}</h1>
<nav aria-label="Categories" class="filter"><ul>
  <li><a href="/tractors"${current(null)}>All</a></li>
  ${Object.entries(categories).map(([of, { name }]) => html`<li><a href="/tractors/${of}"${current(of)}>${name}</a></li>`)}
</ul></nav>
<ul class="cards">${shown.map(toCard)}</ul>`;
};

/** Writes the title of the page of a category. */
export const categoryHead: Fragment = (params) => {
  const id = params.get('category');
  const name = id ? findCategory(id)?.name : 'All tractors';
  return name ? html`<title>${name} | Tractor Store</title>` : undefined;
};

/** Writes tractors in colors like those that the visitor looks at. */
export const recommendations: Fragment = (params) => {
  const skus = (params.get('skus') ?? params.get('sku') ?? '').split(',').filter(Boolean);
  return html`
<h2>${skus.length > 0 ? 'In a similar color' : 'You may like these'}</h2>
<ul class="cards small">${recommend(skus).map(toRecommendation)}</ul>`;
};

/** Writes where the stores are. */
export const storeList: Fragment = () => html`
<h1>Our stores</h1>
<ul class="stores">${stores.map(
  ({ id, name, street, city }) => html`
  <li><img src="/pictures/${id}.svg" alt="" width="480" height="240"><h2>${name}</h2><p>${street}<br>${city}</p></li>`,
)}
</ul>`;

/** The fields belong to the form with the id `order`, which another team makes. So they need no script. */
export const storePicker: Fragment = (params) => html`
<fieldset><legend>Where do you want to pick it up?</legend>${stores.map(
  ({ id, name, city }) => html`
  <label><input type="radio" name="store" value="${name}" form="order" required${
    params.get('store') === id ? html` checked` : ''
  }> <strong>${name}</strong> <span>${city}</span></label>`,
)}
</fieldset>`;

function findCategory(id: string): { name: string } | undefined {
  return Object.hasOwn(categories, id) ? categories[id] : undefined;
}

function toCard({ id, name, sku, from }: Tractor): Html {
  return html`
  <li><a href="/products/${id}?sku=${sku}"><img src="/pictures/${sku}.svg" alt="" width="480" height="320">
    <strong>${name}</strong> <span>from $${from.toLocaleString('en')}</span></a></li>`;
}

function toRecommendation({ name, sku, href }: Recommendable): Html {
  return html`
  <li><a href="${href}"><img src="/pictures/${sku}.svg" alt="" width="480" height="320"> <strong>${name}</strong></a></li>`;
}
