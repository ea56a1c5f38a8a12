import { type Sort, sorts } from '@jogakbo/category-bff/contract';

/** The path of a category's page. Defaults are left out, so that each page has one address. */
export function toHref(
  slug: string,
  { sort = sorts[0], page = 1 }: { sort?: Sort; page?: number } = {},
): string {
  const query = new URLSearchParams();
  if (sort !== sorts[0]) query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/categories/${slug}?${query}` : `/categories/${slug}`;
}
