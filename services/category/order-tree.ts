import type { Category } from './contract.ts';

/**
 * Sorts categories from the top down, each followed by all categories below it. Siblings keep their order. A category with an
 * unknown parent, or in a circle of parents, is left out, so every parent in the answer comes before its children.
 */
export function orderTree(categories: Category[]): Category[] {
  const below = Map.groupBy(categories, ({ parent }) => parent);
  return walk(null);

  function walk(parent: string | null): Category[] {
    return (below.get(parent) ?? []).flatMap((category) => [category, ...walk(category.slug)]);
  }
}
