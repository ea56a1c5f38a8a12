import type { Card } from '@jogakbo/contracts/card';

/**
 * A list of products as structured data, in the order in which the page shows it. https://schema.org/ItemList
 *
 * @param origin where shoppers find the shop; empty for relative addresses
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

/** A script element with structured data: JSON that cannot end the element it stands in. */
export function toStructuredData(data: object): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json">${json}</script>`;
}
