/** The list of all products with a badge, kept as a category is. No category's name has a colon. */
export function toBadgeList(badge: string): string {
  return `badge:${badge}`;
}
