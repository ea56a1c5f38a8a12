import {
  paths as auditPaths,
  EntryPage,
  EntryQuery,
  PruneReport,
  Pruning,
  SignatureList,
  Verification,
  VerificationQuery,
} from '@jogakbo/audit-service/contract';
import { CategoryImport, paths as categoryPaths } from '@jogakbo/category-service/contract';
import { ImportReport } from '@jogakbo/contracts/import-report';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, type CallOptions, call } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import { guardOperatorApi } from '@jogakbo/edge/guard-operator-api';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { validate } from '@jogakbo/edge/validate';
import {
  DeadLetterPage,
  DropReport,
  ExpiryQuery,
  paths as eventsPaths,
  LetterId,
  PageQuery,
  ReplayReport,
} from '@jogakbo/events-service/contract';
import { paths as inventoryPaths, StockImport } from '@jogakbo/inventory-service/contract';
import {
  CouponImport,
  Price,
  PriceImport,
  PriceInput,
  paths as pricingPaths,
} from '@jogakbo/pricing-service/contract';
import {
  Product,
  ProductImportBatch,
  ProductInput,
  paths as productPaths,
} from '@jogakbo/product-service/contract';
import { ReviewImport, paths as reviewPaths } from '@jogakbo/review-service/contract';
import type { Context } from 'hono';
import type * as v from 'valibot';

type Owner = 'EVENTS' | 'AUDIT' | 'PRODUCT' | 'PRICING' | 'CATEGORY' | 'INVENTORY' | 'REVIEW';
type Bindings = Record<Owner, Binding> & OperatorSettings;

const app = createApp<Bindings>('operator-bff');

const guarded = [
  '/dead-letters/*',
  '/entries',
  '/verification',
  '/signatures',
  '/pruning',
  '/products/*',
  '/prices/*',
  '/coupons',
  '/categories',
  '/stocks',
  '/reviews',
];
for (const path of guarded) app.use(path, guardOperatorApi());

app.get('/dead-letters', validate('query', PageQuery), (c) =>
  pass(c, c.env.EVENTS, eventsPaths.letters(c.req.valid('query').after), DeadLetterPage),
);

app.post('/dead-letters/replay', (c) =>
  pass(c, c.env.EVENTS, eventsPaths.replayAll, ReplayReport, { method: 'POST', within: replayTimeoutMs }),
);

app.post('/dead-letters/:id/replay', validate('param', LetterId), (c) =>
  pass(c, c.env.EVENTS, eventsPaths.replay(c.req.valid('param').id), ReplayReport, { method: 'POST' }),
);

app.delete('/dead-letters', validate('query', ExpiryQuery), (c) =>
  pass(c, c.env.EVENTS, eventsPaths.expired(c.req.valid('query').before), DropReport, { method: 'DELETE' }),
);

app.delete('/dead-letters/:id', validate('param', LetterId), (c) =>
  pass(c, c.env.EVENTS, eventsPaths.letter(c.req.valid('param').id), DropReport, { method: 'DELETE' }),
);

app.get('/entries', validate('query', EntryQuery), (c) => {
  const { after, type } = c.req.valid('query');
  return pass(c, c.env.AUDIT, auditPaths.entries(after, type), EntryPage);
});

app.get('/verification', validate('query', VerificationQuery), (c) => {
  const path = auditPaths.verification(c.req.valid('query').head);
  return pass(c, c.env.AUDIT, path, Verification, { within: verificationTimeoutMs });
});

app.get('/signatures', (c) => pass(c, c.env.AUDIT, auditPaths.signatures, SignatureList));

app.post('/pruning', validate('json', Pruning), (c) => {
  const options = { method: 'POST', body: c.req.valid('json'), within: verificationTimeoutMs } as const;
  return pass(c, c.env.AUDIT, auditPaths.pruning, PruneReport, options);
});

app.put('/products/:id', validate('json', ProductInput), (c) => {
  const path = productPaths.product(encodeURIComponent(c.req.param('id') as string));
  return pass(c, c.env.PRODUCT, path, Product, { method: 'PUT', body: c.req.valid('json') });
});

app.put('/prices/:item', validate('json', PriceInput), (c) => {
  const path = pricingPaths.price(encodeURIComponent(c.req.param('item') as string));
  return pass(c, c.env.PRICING, path, Price, { method: 'PUT', body: c.req.valid('json') });
});

app.put('/categories', validate('json', CategoryImport), (c) =>
  store(c, c.env.CATEGORY, categoryPaths.tree, c.req.valid('json')),
);

app.put('/products', validate('json', ProductImportBatch), (c) =>
  store(c, c.env.PRODUCT, productPaths.imports, c.req.valid('json')),
);

app.put('/prices', validate('json', PriceImport), (c) =>
  store(c, c.env.PRICING, pricingPaths.imports, c.req.valid('json')),
);

app.put('/coupons', validate('json', CouponImport), (c) =>
  store(c, c.env.PRICING, pricingPaths.couponImports, c.req.valid('json')),
);

app.put('/stocks', validate('json', StockImport), (c) =>
  store(c, c.env.INVENTORY, inventoryPaths.imports, c.req.valid('json')),
);

app.put('/reviews', validate('json', ReviewImport), (c) =>
  store(c, c.env.REVIEW, reviewPaths.imports, c.req.valid('json')),
);

addOpenApi(app, 'operator');

export default app;

/** Both take longer than other calls. */
const replayTimeoutMs = 60_000;
const verificationTimeoutMs = 35_000;
const importTimeoutMs = 20_000;

/** Passes rows of an import to their owner. */
function store(c: Context<EdgeEnv<Bindings>>, owner: Binding, path: string, body: object): Promise<Response> {
  return pass(c, owner, path, ImportReport, { method: 'PUT', body, within: importTimeoutMs });
}

/** Calls the owner with the operator's token and passes its answer on. */
async function pass<Value>(
  c: Context<EdgeEnv<Bindings>>,
  owner: Binding,
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  options: CallOptions = {},
): Promise<Response> {
  const headers = { authorization: c.req.header('authorization') ?? '' };
  const answer = await call(c, owner, path, schema, { ...options, headers });
  return answer.ok ? Response.json(answer.value) : passFailure(c, answer);
}
