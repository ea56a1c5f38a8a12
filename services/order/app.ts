import { createApp } from '@jogakbo/edge/create-app';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { addDrafts } from './add-drafts.ts';
import { addOrders } from './add-orders.ts';
import type { Bindings } from './bindings.ts';

/** What the service answers; `worker.ts` adds what it does unasked. */
export const app = createApp<Bindings>('order-service');

for (const path of ['/drafts/*', '/orders/*']) app.use(path, requireMember(), requireIssuer('shell'));
addDrafts(app);
addOrders(app);
