import { createApp } from '@jogakbo/edge/create-app';
import { requireMember } from '@jogakbo/edge/require-identity';
import { addDrafts } from './add-drafts.ts';
import { addOrders } from './add-orders.ts';
import type { Bindings } from './bindings.ts';

/** What the service answers; `worker.ts` adds what it does unasked. */
export const app = createApp<Bindings>('order-service');

app.use('/drafts/*', requireMember());
app.use('/orders/*', requireMember());
addDrafts(app);
addOrders(app);
