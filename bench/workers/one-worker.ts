import { Hono } from 'hono';
import { type BenchSlice, closing, fragments, opening, slices } from '../fragments.ts';

const app = new Hono();

/** The six fragments in one worker: a handler that directly calls the functions of its parts, without bindings or cache. */
app.get('/', async (c) => c.html(opening + (await Promise.all(slices.map(render))).join('') + closing));

export default app;

async function render(slice: BenchSlice): Promise<string> {
  return fragments[slice];
}
