import { expect, test } from 'bun:test';
import { readImports } from './read-imports.helper.ts';
import { sourceFiles } from './source-files.helper.ts';

type Graph = Map<string, string[]>;

test('no files import each other in a circle, not even for types', () => {
  const code = sourceFiles.filter((file) => /\.tsx?$/.test(file) && !file.startsWith('bench/'));
  const graph: Graph = new Map(
    code.map((file) => [file, readImports(file).flatMap((found) => found.file ?? [])]),
  );
  expect(graph.size).toBeGreaterThan(500);
  expect(findCircles(graph)).toEqual([]);
});

test.each([
  ['a file that imports itself', { a: ['a'] }, ['a → a']],
  ['two files that import each other', { a: ['b'], b: ['a'] }, ['a → b → a']],
  ['a circle behind other files', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b → c → d → b']],
  ['two files that import the same third file', { a: ['b', 'c'], b: ['c'] }, []],
])('the search for circles answers rightly about %s', (_, graph, circles) => {
  expect(findCircles(new Map(Object.entries<string[]>(graph)))).toEqual(circles);
});

/** Follows the imports of each file. A file that is met again on the same way closes a circle. */
function findCircles(graph: Graph): string[] {
  const circles: string[] = [];
  const finished = new Set<string>();
  const way: string[] = [];
  const visit = (file: string) => {
    if (finished.has(file)) return;
    const start = way.indexOf(file);
    if (start >= 0) {
      circles.push([...way.slice(start), file].join(' → '));
      return;
    }
    way.push(file);
    for (const imported of graph.get(file) ?? []) visit(imported);
    way.pop();
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return circles;
}
