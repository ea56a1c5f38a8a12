import type { D1Database } from '@cloudflare/workers-types';
import { createService } from '@jogakbo/edge/create-service';
import { createCategoryStore } from './category-store.ts';
import { orderTree } from './order-tree.ts';

type CategoryService = { name: 'category-service'; bindings: { DB: D1Database } };

export default createService<CategoryService>('category-service', {
  routes(app) {
    app.get('/categories', async (c) => {
      const categories = orderTree(await createCategoryStore(c.env.DB).all());
      return c.json({ categories });
    });
  },
});
