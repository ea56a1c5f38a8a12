import type { Category } from './catalogue-types.ts';
import type { Department } from './words-schema.ts';

/** The tree of categories as rows. Parents come before children, and siblings are counted from 0. */
export function createCategories(departments: readonly Department[]): Category[] {
  return toRows(departments, null, (department) =>
    toRows(department.groups, department.slug, (group) => toRows(group.leaves, group.slug, () => [])),
  );
}

function toRows<Node extends { slug: string; ko: string; en: string }>(
  nodes: readonly Node[],
  parent: string | null,
  toChildren: (node: Node) => Category[],
): Category[] {
  return nodes.flatMap((node, position) => [
    { slug: node.slug, parent, position, name: { ko: node.ko, en: node.en } },
    ...toChildren(node),
  ]);
}
