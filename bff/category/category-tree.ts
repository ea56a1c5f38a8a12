import type { Category } from '@jogakbo/category-service/contract';
import type { Language } from '@jogakbo/contracts/language';
import type { CategoryLink, TreeView } from './contract.ts';

export type Tree = ReturnType<typeof createCategoryTree>;

/**
 * Creates the tree in one language. A category whose parent does not come before it in the list is left out with all below it. So
 * every path begins at the top, and none runs in a circle.
 */
export function createCategoryTree(categories: Category[], language: Language) {
  const paths = new Map<string, CategoryLink[]>();
  const below = new Map<string | null, CategoryLink[]>();
  for (const { slug, parent, name } of categories) {
    const above = parent === null ? [] : paths.get(parent);
    if (!above || paths.has(slug)) continue;
    const link = { slug, name: name[language] };
    paths.set(slug, [...above, link]);
    below.set(parent, [...(below.get(parent) ?? []), link]);
  }
  const childrenOf = (slug: string | null) => below.get(slug) ?? [];

  return {
    /** The path from the top down to the category, or undefined if there is no such category. */
    pathTo: (slug: string) => paths.get(slug),
    childrenOf,
    toView(): TreeView {
      const toGroup = (link: CategoryLink) => ({ ...link, children: childrenOf(link.slug) });
      const categories = childrenOf(null).map((link) => ({
        ...link,
        children: childrenOf(link.slug).map(toGroup),
      }));
      return { categories };
    },
  };
}
