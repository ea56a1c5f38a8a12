/** The name under which the products with a badge are listed like a category. A category's slug never has a colon. */
export function toBadgeList(badge: string): string {
  return `badge:${badge}`;
}
