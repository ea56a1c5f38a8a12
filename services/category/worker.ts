import type { D1Database } from '@cloudflare/workers-types';
import { createApp } from '@jogakbo/edge/create-app';
import { createCategoryStore } from './category-store.ts';
import { orderTree } from './order-tree.ts';

const app = createApp<{ DB: D1Database }>('category-service');

app.get('/categories', async (c) => {
  const categories = orderTree(await createCategoryStore(c.env.DB).all());
  return c.json({ categories });
});

export default app;
