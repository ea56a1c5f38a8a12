import { Hono } from 'hono';
import { closing, opening, slices } from '../fragments.ts';

type Binding = { fetch(url: string): Promise<Response> };

const app = new Hono<{ Bindings: Record<string, Binding> }>();

/** The engine's six workers, fetched and joined by hand. */
app.get('/', async (c) => {
  const parts = await Promise.all(
    slices.map(async (slice) => {
      const response = await (c.env[slice] as Binding).fetch('http://fragment/fragments/cold?n=0');
      return response.text();
    }),
  );
  return c.html(opening + parts.join('') + closing);
});

export default app;
