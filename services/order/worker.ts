import { createService } from '@jogakbo/edge/create-service';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { addDrafts } from './add-drafts.ts';
import { addMoves } from './add-moves.ts';
import { addOrders } from './add-orders.ts';
import { followEvents } from './follow-events.ts';
import type { OrderService } from './order-service.ts';
import { removeSagas } from './remove-sagas.ts';
import { sweep } from './sweep.ts';
import { watchSagas } from './watch-sagas.ts';

export { OrderFeed } from './order-feed.ts';
export { OrderSaga } from './order-saga.ts';

export default createService<OrderService>('order-service', {
  routes(app) {
    for (const path of ['/drafts/*', '/orders/*']) app.use(path, requireMember(), requireIssuer('shell'));
    addDrafts(app);
    addOrders(app);
    addMoves(app);
  },
  followsOnce: followEvents,
  eachMinute: [(c) => watchSagas(c.env, c.var.now()), (c) => removeSagas(c.env, c.var.now())],
  eachHour: [(c) => sweep(c.env.DB, c.var.now())],
});
