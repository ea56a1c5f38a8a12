import type { Category } from './catalogue-types.ts';
import type { Department } from './words/department.ts';

/** The tree as rows, parents before children, positions counted from 0 among siblings. */
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
