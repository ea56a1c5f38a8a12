import type { Category } from './contract.ts';

/**
 * The categories from the top down, each followed by all below it. Siblings keep their order. What hangs on nothing, or only
 * on itself, is left out, so that whoever reads the answer finds every parent before its children.
 */
export function orderTree(categories: Category[]): Category[] {
  const below = Map.groupBy(categories, ({ parent }) => parent);
  return walk(null);

  function walk(parent: string | null): Category[] {
    return (below.get(parent) ?? []).flatMap((category) => [category, ...walk(category.slug)]);
  }
}
