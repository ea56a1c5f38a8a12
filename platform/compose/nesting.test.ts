import { expect, test } from 'bun:test';
import { createSliceBench, html } from './create-slice-bench.helper.ts';

const outerMs = 60;
const innerMs = 40;

/** One slice with an outer and an inner fragment. `both` fetches the inner one itself when it has the outer one. */
function createPieces() {
  const answer = async (after: number, text: string) => {
    await bench.clock.wait(after);
    return text;
  };
  const outer = () => answer(outerMs, '<p>outer</p>');
  const inner = () => answer(innerMs, '<p>inner</p>');
  const bench = createSliceBench({
    outer: async () => html(await outer()),
    inner: async () => html(await inner()),
    both: async () => html((await outer()) + (await inner())),
  });
  return bench;
}

test('two slots are there after the slower one, and a fragment inside another one is there after both', async () => {
  const slots = { outer: { fragment: 'shop/outer' }, inner: { fragment: 'shop/inner' } } as const;
  const measure = async (page: Parameters<ReturnType<typeof createPieces>['open']>[0]) => {
    const bench = createPieces();
    // The first page also fetches the manifest.
    await bench.open(page);
    return (await bench.open(page)).milliseconds;
  };
  const besideMs = await measure(slots);
  const withinMs = await measure({ both: { fragment: 'shop/both' } });
  // A page waits in steps of ten milliseconds in this test.
  expect(besideMs).toBeLessThan(outerMs + 15);
  expect(withinMs).toBeGreaterThanOrEqual(outerMs + innerMs);
});
