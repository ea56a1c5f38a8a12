import { expect, test } from 'bun:test';
import { measureStart } from './measure-start.ts';

test('a module that computes at its start takes longer to start in workerd than one that does not', async () => {
  const idle = await measureStart('workerd', 'export const sum = 0;');
  const loop = 'export let sum = 0; for (let each = 0; each < 1e6; each += 1) sum += each % 7;';
  expect(await measureStart('workerd', loop)).toBeGreaterThan(idle);
});
