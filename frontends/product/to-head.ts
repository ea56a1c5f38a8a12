import type { Language } from '@jogakbo/contracts/language';
import type { HeadView } from '@jogakbo/product-bff/contract';
import { toStructuredData } from '@jogakbo/ui/item-list';
import { texts } from './texts.ts';

/**
 * Title, description, link preview and structured data of a product's page. The shell adds its address.
 * https://schema.org/Product, https://ogp.me
 *
 * @param origin the shop's origin, such as `https://jogakbo.example`
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
    image: origin + product.image.replace(/\.svg$/, '.png'),
    'image:type': 'image/png',
    'image:width': '1200',
    'image:height': '630',
    'image:alt': product.title,
  };
  return [
    `<title>${escapeAttribute(title)}</title>`,
    `<meta name="description" content="${escapeAttribute(description)}">`,
    ...Object.entries(preview).map(
      ([name, content]) => `<meta property="og:${name}" content="${escapeAttribute(content)}">`,
    ),
    toStructuredData(toData(view, language === 'en' ? `${url}?lang=en` : url, origin, description)),
  ].join('');
}

function toData(
  { product, price, stock, rating }: HeadView,
  url: string,
  origin: string,
  description: string,
): object {
  const offer = {
    '@type': 'Offer',
    price,
    priceCurrency: 'KRW',
    url: `${origin}/products/${product.id}?item=${product.item}`,
    ...(stock === null ? {} : { availability: `https://schema.org/${availability[stock]}` }),
  };
  return {
    '@type': 'Product',
    name: product.title,
    description,
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

const availability = { in: 'InStock', low: 'LimitedAvailability', out: 'OutOfStock' };
