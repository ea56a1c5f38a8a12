import type { D1Database } from '@cloudflare/workers-types';
import { createApp } from '@jogakbo/edge/create-app';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { BatchQuery, PageQuery } from './contract.ts';
import { createProductStore } from './product-store.ts';

const pageSize = 500;

const app = createApp<{ DB: D1Database }>('product-service');

app.get('/products/:id', async (c) => {
  const product = await createProductStore(c.env.DB).find(c.req.param('id'));
  return product ? c.json(product) : problem(c, 404);
});

app.get('/products', validate('query', BatchQuery), async (c) => {
  return c.json({ products: await createProductStore(c.env.DB).findMany(c.req.valid('query').ids) });
});

app.get('/items', validate('query', BatchQuery), async (c) => {
  return c.json({ items: await createProductStore(c.env.DB).findItems(c.req.valid('query').ids) });
});

app.get('/catalogue', validate('query', PageQuery), async (c) => {
  const products = await createProductStore(c.env.DB).page(c.req.valid('query').after, pageSize);
  return c.json({ products, next: products.length === pageSize ? products.at(-1)?.id : null });
});

export default app;
