import { expect, test } from 'bun:test';
import type { Category } from '@jogakbo/category-service/contract';
import { createCategoryTree } from './category-tree.ts';

/** Every forest of up to five categories. Each category has an earlier one as parent, or none: 1 + 2 + 6 + 24 + 120. */
const forests = [1, 2, 3, 4, 5].flatMap(listForests);

test('every category has a path that begins at the top and ends at itself', () => {
  expect(forests).toHaveLength(153);
  for (const forest of forests) {
    const tree = createCategoryTree(forest, 'ko');
    const parentOf = new Map(forest.map(({ slug, parent }) => [slug, parent]));
    for (const { slug } of forest) {
      const path = tree.pathTo(slug)?.map((link) => link.slug) ?? [];
      expect(path.at(-1)).toBe(slug);
      const parents: (string | null | undefined)[] = path.map((step) => parentOf.get(step));
      expect(parents).toEqual([null, ...path.slice(0, -1)]);
      expect(tree.childrenOf(parentOf.get(slug) ?? null).map((link) => link.slug)).toContain(slug);
    }
  }
});

test('a category without a parent in the list, or in a circle, is left out with all below it', () => {
  const [top, orphan, below] = [toCategory(0, null), toCategory(1, 9), toCategory(2, 1)];
  const [one, other] = [toCategory(3, 4), toCategory(4, 3)];
  const tree = createCategoryTree([orphan, below, one, other, top], 'ko');
  expect(tree.toView()).toEqual({ categories: [{ slug: 'category-0', name: '분류 0', children: [] }] });
  for (const { slug } of [orphan, below, one, other]) expect(tree.pathTo(slug)).toBeUndefined();
});

test('the view has three levels, in the order of the list and in one language', () => {
  const all = [
    toCategory(0, null),
    toCategory(1, 0),
    toCategory(2, 1),
    toCategory(3, 0),
    toCategory(4, null),
  ];
  const children = [
    { slug: 'category-1', name: 'Category 1', children: [{ slug: 'category-2', name: 'Category 2' }] },
    { slug: 'category-3', name: 'Category 3', children: [] },
  ];
  expect(createCategoryTree(all, 'en').toView().categories).toEqual([
    { slug: 'category-0', name: 'Category 0', children },
    { slug: 'category-4', name: 'Category 4', children: [] },
  ]);
});

function listForests(size: number): Category[][] {
  if (size === 0) return [[]];
  return listForests(size - 1).flatMap((smaller) =>
    [null, ...smaller.keys()].map((parent) => [...smaller, toCategory(size - 1, parent)]),
  );
}

function toCategory(number: number, parent: number | null): Category {
  const name = { ko: `분류 ${number}`, en: `Category ${number}` };
  return { slug: `category-${number}`, parent: parent === null ? null : `category-${parent}`, name };
}
