import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { createApp } from '@jogakbo/edge/create-app';
import { requireMember } from '@jogakbo/edge/require-identity';
import { addCheckout } from './add-checkout.ts';
import { addOrders } from './add-orders.ts';
import { addPaymentWebhook } from './add-payment-webhook.ts';
import { addStock } from './add-stock.ts';
import type { Bindings } from './bindings.ts';

const app = createApp<Bindings>('order-bff');

addStock(app);
for (const path of ['/drafts', '/checkout', '/quotes', '/orders/*']) app.use(path, requireMember());
addCheckout(app);
addOrders(app);
addPaymentWebhook(app);
addOpenApi(app, 'order');

export default app;
