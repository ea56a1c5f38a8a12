import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { createApp } from '@jogakbo/edge/create-app';
import { requireMember } from '@jogakbo/edge/require-identity';
import { addCheckout } from './add-checkout.ts';
import { addOrders } from './add-orders.ts';
import { addPaymentWebhook } from './add-payment-webhook.ts';
import { addStock } from './add-stock.ts';
import type { Bindings } from './bindings.ts';
import { paths } from './contract.ts';
import { publicRoutes } from './public-routes.ts';

const app = createApp<Bindings>('order-bff');

addStock(app);
for (const path of ['/drafts', '/checkout', paths.checkoutLink, '/quotes', '/orders/*'])
  app.use(path, requireMember());
addCheckout(app);
addOrders(app);
addPaymentWebhook(app);
addPublicRoutes(app, 'order', publicRoutes);
addOpenApi(app, 'order');

export default app;
