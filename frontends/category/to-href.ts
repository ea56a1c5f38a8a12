import { type ListView, mostPages, type Sort, sorts } from '@jogakbo/category-bff/contract';

/** The path of a category's page. Defaults are left out, so that each page has one address. */
export function toHref(
  slug: string,
  { sort = sorts[0], page = 1, near }: { sort?: Sort; page?: number; near?: string | undefined } = {},
): string {
  const query = new URLSearchParams();
  if (sort !== sorts[0]) query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  if (near) query.set('near', near);
  return query.size > 0 ? `/categories/${slug}?${query}` : `/categories/${slug}`;
}

/** What a link to another page carries if that page cannot be reached by its number alone. */
export function toNear({ near, pages }: Pick<ListView, 'near' | 'pages'>, page: number): string | undefined {
  return page > mostPages && pages - page >= mostPages - 1 ? near : undefined;
}
