import type { D1Database } from '@cloudflare/workers-types';
import { createService } from '@jogakbo/edge/create-service';
import { guardOperator, type OperatorSettings } from '@jogakbo/edge/guard-operator';
import { validate } from '@jogakbo/edge/validate';
import { createCategoryStore } from './category-store.ts';
import { CategoryImport } from './contract.ts';
import { orderTree } from './order-tree.ts';
import { storeCategories } from './store-categories.ts';

type CategoryService = { name: 'category-service'; bindings: { DB: D1Database } & OperatorSettings };

export default createService<CategoryService>('category-service', {
  keeps: { '/categories': 60_000 },
  routes(app) {
    app.get('/categories', async (c) => {
      const categories = orderTree(await createCategoryStore(c.env.DB).all());
      return c.json({ categories });
    });

    app.put('/categories', guardOperator(), validate('json', CategoryImport), async (c) => {
      const { categories } = c.req.valid('json');
      await storeCategories(c.env.DB, categories);
      return c.json({ stored: categories.length });
    });
  },
});
