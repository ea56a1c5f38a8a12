import { expect, test } from 'bun:test';
import fc from 'fast-check';
import type { Category } from './contract.ts';
import { orderTree } from './order-tree.ts';

/** Categories in any order. The parent of each is one with a smaller number, or there is none. */
const forest = fc
  .array(fc.nat(), { maxLength: 40 })
  .map((picks) =>
    picks.map((pick, index) => toCategory(index, pick % (index + 1) === index ? null : pick % (index + 1))),
  )
  .chain((categories) =>
    fc.shuffledSubarray(categories, { minLength: categories.length, maxLength: categories.length }),
  );

test('a tree holds every category once, after its parent', () => {
  fc.assert(
    fc.property(forest, (categories) => {
      const ordered = orderTree(categories);
      expect(ordered.map(({ slug }) => slug).sort()).toEqual(categories.map(({ slug }) => slug).sort());
      const seen = new Set<string>();
      for (const { slug, parent } of ordered) {
        expect(parent === null || seen.has(parent)).toBe(true);
        seen.add(slug);
      }
    }),
  );
});

test('siblings in a tree keep their order', () => {
  fc.assert(
    fc.property(forest, (categories) => {
      const ordered = orderTree(categories);
      for (const parent of new Set(categories.map((each) => each.parent))) {
        const siblings = (list: Category[]) => list.filter((each) => each.parent === parent);
        expect(siblings(ordered)).toEqual(siblings(categories));
      }
    }),
  );
});

test('a category with an unknown parent, or in a circle of parents, is left out of the tree', () => {
  const top = toCategory(0, null);
  const [orphan, one, other] = [toCategory(1, 9), toCategory(2, 3), toCategory(3, 2)];
  expect(orderTree([orphan, one, top, other])).toEqual([top]);
});

function toCategory(number: number, parent: number | null): Category {
  const slug = `category-${number}`;
  return {
    slug,
    parent: parent === null ? null : `category-${parent}`,
    name: { ko: `분류 ${number}`, en: `Category ${number}` },
  };
}
