import type { Language } from '@jogakbo/contracts/language';
import type { HeadView } from '@jogakbo/product-bff/contract';
import { texts } from './texts.ts';

/**
 * Title, description, link preview and structured data of a product's page. https://schema.org/Product, https://ogp.me
 *
 * @param origin where shoppers find the shop, such as `https://jogakbo.example`
 */
export function toHead(view: HeadView, language: Language, origin: string): string {
  const { product } = view;
  const url = `${origin}/products/${product.id}`;
  const title = `${product.title} — ${texts[language].shop}`;
  const description = [
    product.brand,
    ...product.attributes.map(({ name, value }) => `${name} ${value}`),
  ].join(' · ');
  const preview = {
    type: 'product',
    title,
    description,
    url,
    image: `${origin}${product.image}`,
    site_name: texts[language].shop,
    locale: language === 'ko' ? 'ko_KR' : 'en_US',
  };
  return [
    `<title>${escapeAttribute(title)}</title>`,
    `<meta name="description" content="${escapeAttribute(description)}">`,
    `<link rel="canonical" href="${escapeAttribute(url)}">`,
    ...Object.entries(preview).map(
      ([name, content]) => `<meta property="og:${name}" content="${escapeAttribute(content)}">`,
    ),
    `<script type="application/ld+json">${toJson(toStructuredData(view, url, origin))}</script>`,
  ].join('');
}

function toStructuredData({ product, price, rating }: HeadView, url: string, origin: string): object {
  const offer = {
    '@type': 'Offer',
    price,
    priceCurrency: 'KRW',
    url: `${url}?item=${product.item}`,
  };
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    brand: { '@type': 'Brand', name: product.brand },
    sku: product.item,
    productID: product.id,
    image: product.images.map((image) => `${origin}${image}`),
    url,
    ...(price === null ? {} : { offers: offer }),
    ...(rating === null || rating.count === 0
      ? {}
      : {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: rating.average,
            reviewCount: rating.count,
          },
        }),
  };
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** JSON that cannot end the script element it stands in. */
function toJson(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
