import type { Card } from '@jogakbo/contracts/card';

/**
 * Structured data for a list of products, in the order of the page. https://schema.org/ItemList
 *
 * @param origin the shop's origin, or an empty text for relative addresses
 */
export function toItemList(cards: readonly Pick<Card, 'productId'>[], origin: string): string {
  if (cards.length === 0) return '';
  const itemListElement = cards.map(({ productId }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    url: `${origin}/products/${productId}`,
  }));
  return toStructuredData({ '@type': 'ItemList', numberOfItems: cards.length, itemListElement });
}

/** A script element with structured data. The JSON cannot end the element. */
export function toStructuredData(data: object): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json">${json}</script>`;
}
