import { expect, test } from 'bun:test';
import { readGraph } from './graph.ts';
import { toDeployOrder } from './to-deploy-order.ts';

test('every worker of the shop is deployed after those that it calls', async () => {
  const graph = await readGraph();
  const order = toDeployOrder(graph).map(({ name }) => name);
  expect([...order].sort()).toEqual(graph.map(({ name }) => name).sort());
  const early = graph.flatMap(({ name, calls }) =>
    calls.filter((callee) => order.indexOf(callee) > order.indexOf(name)),
  );
  expect(early).toEqual([]);
});

test('workers that call nothing keep their order', () => {
  const workers = [
    { name: 'a', calls: ['c'] },
    { name: 'b', calls: [] },
    { name: 'c', calls: [] },
  ];
  expect(toDeployOrder(workers).map(({ name }) => name)).toEqual(['c', 'a', 'b']);
});

test('a circle of calls is refused', () => {
  const workers = [
    { name: 'a', calls: ['b'] },
    { name: 'b', calls: ['a'] },
  ];
  expect(() => toDeployOrder(workers)).toThrow('Workers call each other: a → b → a');
});
