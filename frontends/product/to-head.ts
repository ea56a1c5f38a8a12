import type { HeadView } from '@jogakbo/product-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';

/** Title, description, link preview and structured data of a product's page. https://schema.org/Product */
export function toHead(view: HeadView, language: Language, origin: string): string {
  const { product, price, rating } = view;
  const url = `${origin}/products/${product.id}`;
  const image = `${origin}${product.image}`;
  const title = `${product.title} — ${texts[language].shop}`;
  const description = [product.brand, ...product.attributes.map(({ name, value }) => `${name} ${value}`)].join(' · ');
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    brand: { '@type': 'Brand', name: product.brand },
    sku: product.item,
    productID: product.id,
    image,
    url,
    ...(price === null ? {} : { offers: { '@type': 'Offer', price, priceCurrency: 'KRW', url } }),
    ...(rating === null || rating.count === 0
      ? {}
      : { aggregateRating: { '@type': 'AggregateRating', ratingValue: rating.average, reviewCount: rating.count } }),
  };
  return [
    `<title>${escape(title)}</title>`,
    `<meta name="description" content="${escape(description)}">`,
    `<link rel="canonical" href="${escape(url)}">`,
    ...Object.entries({ type: 'product', title, description, url, image, site_name: texts[language].shop }).map(
      ([name, content]) => `<meta property="og:${name}" content="${escape(content)}">`,
    ),
    `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
  ].join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
