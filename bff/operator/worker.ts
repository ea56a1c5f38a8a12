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
import { MoveBatch, MovePage, MoveQuery, MoveReport, movePaths } from '@jogakbo/contracts/moves';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import type { Binding } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import { guardOperatorApi } from '@jogakbo/edge/guard-operator-api';
import { passToOwner } from '@jogakbo/edge/pass-to-owner';
import { problem } from '@jogakbo/edge/problem';
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
  ApiClientInput,
  ApiClientList,
  CreatedClient,
  CreatedWebhook,
  ListedClient,
  paths as memberPaths,
  WebhookInput,
} from '@jogakbo/member-service/contract';
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
import * as v from 'valibot';

type Owner =
  | 'EVENTS'
  | 'AUDIT'
  | 'PRODUCT'
  | 'PRICING'
  | 'CATEGORY'
  | 'INVENTORY'
  | 'REVIEW'
  | 'MEMBER'
  | 'ORDER';
type Bindings = Record<Owner, Binding> & OperatorSettings;

/** Each owner checks the rows themselves. */
const AnyMoves = MoveBatch(v.record(v.string(), v.unknown()));

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
  '/moves/*',
  '/api-clients/*',
];
for (const path of guarded) app.use(path, guardOperatorApi());

app.get('/dead-letters', validate('query', PageQuery), (c) =>
  passToOwner(c, c.env.EVENTS, eventsPaths.letters(c.req.valid('query').after), DeadLetterPage),
);

app.post('/dead-letters/replay', (c) =>
  passToOwner(c, c.env.EVENTS, eventsPaths.replayAll, ReplayReport, {
    method: 'POST',
    within: replayTimeoutMs,
  }),
);

app.post('/dead-letters/:id/replay', validate('param', LetterId), (c) =>
  passToOwner(c, c.env.EVENTS, eventsPaths.replay(c.req.valid('param').id), ReplayReport, { method: 'POST' }),
);

app.delete('/dead-letters', validate('query', ExpiryQuery), (c) =>
  passToOwner(c, c.env.EVENTS, eventsPaths.expired(c.req.valid('query').before), DropReport, {
    method: 'DELETE',
  }),
);

app.delete('/dead-letters/:id', validate('param', LetterId), (c) =>
  passToOwner(c, c.env.EVENTS, eventsPaths.letter(c.req.valid('param').id), DropReport, { method: 'DELETE' }),
);

app.get('/entries', validate('query', EntryQuery), (c) => {
  const { after, type } = c.req.valid('query');
  return passToOwner(c, c.env.AUDIT, auditPaths.entries(after, type), EntryPage);
});

app.get('/verification', validate('query', VerificationQuery), (c) => {
  const path = auditPaths.verification(c.req.valid('query').head);
  return passToOwner(c, c.env.AUDIT, path, Verification, { within: verificationTimeoutMs });
});

app.get('/signatures', (c) => passToOwner(c, c.env.AUDIT, auditPaths.signatures, SignatureList));

app.post('/pruning', validate('json', Pruning), (c) => {
  const options = { method: 'POST', body: c.req.valid('json'), within: verificationTimeoutMs } as const;
  return passToOwner(c, c.env.AUDIT, auditPaths.pruning, PruneReport, options);
});

app.put('/products/:id', validate('json', ProductInput), (c) => {
  const path = productPaths.product(encodeURIComponent(c.req.param('id') as string));
  return passToOwner(c, c.env.PRODUCT, path, Product, { method: 'PUT', body: c.req.valid('json') });
});

app.put('/prices/:item', validate('json', PriceInput), (c) => {
  const path = pricingPaths.price(encodeURIComponent(c.req.param('item') as string));
  return passToOwner(c, c.env.PRICING, path, Price, { method: 'PUT', body: c.req.valid('json') });
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

app.get('/moves/:slice', validate('query', MoveQuery), (c) => {
  const owner = toMover(c.env, c.req.param('slice') as string);
  const query = c.req.valid('query');
  const path =
    'keys' in query ? movePaths.rows(query.keys.join()) : movePaths.page(query.after, query.settled);
  return owner ? passToOwner(c, owner, path, MovePage, { within: importTimeoutMs }) : problem(c, 404);
});

app.put('/moves/:slice', validate('json', AnyMoves), (c) => {
  const owner = toMover(c.env, c.req.param('slice') as string);
  const options = { method: 'PUT', body: c.req.valid('json'), within: importTimeoutMs } as const;
  return owner ? passToOwner(c, owner, movePaths.store, MoveReport, options) : problem(c, 404);
});

app.get('/api-clients', (c) => passToOwner(c, c.env.MEMBER, memberPaths.apiClients, ApiClientList));

app.post('/api-clients', validate('json', ApiClientInput), (c) => {
  const body = c.req.valid('json');
  return passToOwner(c, c.env.MEMBER, memberPaths.apiClients, CreatedClient, { method: 'POST', body });
});

app.delete('/api-clients/:id', (c) =>
  passToOwner(c, c.env.MEMBER, memberPaths.apiClient(c.req.param('id')), ListedClient, { method: 'DELETE' }),
);

app.put('/api-clients/:id/webhook', validate('json', WebhookInput), (c) => {
  const path = memberPaths.apiClientWebhook(c.req.param('id') as string);
  return passToOwner(c, c.env.MEMBER, path, CreatedWebhook, { method: 'PUT', body: c.req.valid('json') });
});

app.delete('/api-clients/:id/webhook', (c) => {
  const path = memberPaths.apiClientWebhook(c.req.param('id'));
  return passToOwner(c, c.env.MEMBER, path, v.object({}), { method: 'DELETE' });
});

addOpenApi(app, 'operator');

export default app;

/** Both take longer than other calls. */
const replayTimeoutMs = 60_000;
const verificationTimeoutMs = 35_000;
const importTimeoutMs = 20_000;

/** The service that owns the rows of a slice, if they can move between the shop and the program that it replaces. */
function toMover(env: Bindings, slice: string): Binding | undefined {
  const movers: Record<string, Binding> = {
    member: env.MEMBER,
    order: env.ORDER,
    product: env.PRODUCT,
    pricing: env.PRICING,
    inventory: env.INVENTORY,
    review: env.REVIEW,
  };
  return Object.hasOwn(movers, slice) ? movers[slice] : undefined;
}

/** Passes rows of an import to their owner. */
function store(c: Context<EdgeEnv<Bindings>>, owner: Binding, path: string, body: object): Promise<Response> {
  return passToOwner(c, owner, path, ImportReport, { method: 'PUT', body, within: importTimeoutMs });
}
