import { MoveBatch, MoveQuery } from '@jogakbo/contracts/moves';
import { readMoves, storeMoves } from '@jogakbo/edge/answer-moves';
import { createService } from '@jogakbo/edge/create-service';
import { guardOperator, type OperatorSettings } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import {
  BatchQuery,
  MovedProduct,
  NumbersQuery,
  PageQuery,
  ProductImportBatch,
  ProductInput,
} from './contract.ts';
import { createMovableProducts } from './movable-products.ts';
import { createProductStore } from './product-store.ts';
import { storeProducts } from './store-products.ts';

const pageSize = 500;

type ProductService = { name: 'product-service'; bindings: OperatorSettings };

export default createService<ProductService>('product-service', {
  keeps: { '/products': 1_000, '/items': 1_000 },
  routes(app) {
    app.get('/products/:id', async (c) => {
      const product = await createProductStore(c.env.DB).find(c.req.param('id'));
      return product ? c.json(product) : problem(c, 404);
    });

    app.put('/products/:id', guardOperator(), validate('json', ProductInput), async (c) => {
      const id = c.req.param('id') as string;
      const onlyIf = { query: 'SELECT 1 FROM product WHERE id = ?', values: [id] };
      const changed = await createProductStore(c.env.DB).change(id, c.req.valid('json'), [
        c.var.publish('product.changed', { productId: id }, { onlyIf }),
      ]);
      return changed ? c.json(changed) : problem(c, 404);
    });

    app.get('/products', validate('query', BatchQuery), async (c) => {
      return c.json({ products: await createProductStore(c.env.DB).findMany(c.req.valid('query').ids) });
    });

    app.put('/products', guardOperator(), validate('json', ProductImportBatch), async (c) => {
      const { products } = c.req.valid('json');
      await storeProducts(c.env.DB, products);
      return c.json({ stored: products.length });
    });

    app.get('/moves', guardOperator(), validate('query', MoveQuery), async (c) =>
      c.json(await readMoves(createMovableProducts(c.env.DB, c.var.publish), c.req.valid('query'))),
    );

    app.put('/moves', guardOperator(), validate('json', MoveBatch(MovedProduct)), async (c) => {
      const rows = createMovableProducts(c.env.DB, c.var.publish);
      return c.json(await storeMoves(rows, c.req.valid('json').moves));
    });

    app.get('/numbers', validate('query', NumbersQuery), async (c) => {
      const { skip, limit } = c.req.valid('query');
      return c.json(await createProductStore(c.env.DB).numbers(skip, limit));
    });

    app.get('/items', validate('query', BatchQuery), async (c) => {
      return c.json({ items: await createProductStore(c.env.DB).findItems(c.req.valid('query').ids) });
    });

    app.get('/catalogue', validate('query', PageQuery), async (c) => {
      const products = await createProductStore(c.env.DB).page(c.req.valid('query').after, pageSize);
      return c.json({ products, next: products.length === pageSize ? products.at(-1)?.id : null });
    });
  },
});
