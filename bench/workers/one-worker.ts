import { Hono } from 'hono';
import { type BenchSlice, closing, fragments, opening, slices } from '../fragments.ts';

const app = new Hono();

/** The six in one worker: no bindings, no cache, nothing between a handler and the functions that make its parts. */
app.get('/', async (c) => c.html(opening + (await Promise.all(slices.map(render))).join('') + closing));

export default app;

async function render(slice: BenchSlice): Promise<string> {
  return fragments[slice];
}
