import { call, type Result } from '@jogakbo/edge/call';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { Order, paths as orderPaths } from '@jogakbo/order-service/contract';
import { streamSSE } from 'hono/streaming';
import type { OrderContext } from './bindings.ts';

/** Milliseconds a stream lasts at most, while the token that it asks with holds; a browser then comes back by itself. */
const duration = 50_000;
/** Milliseconds between two looks: while the saga is at work, and while the parcel travels. */
const pace = { busy: 400, calm: 3_000 };

/** An order's states as server-sent events, as they come. https://html.spec.whatwg.org/multipage/server-sent-events.html */
export async function followOrder(c: OrderContext, id: string): Promise<Response> {
  const first = await read();
  if (!first.ok) return passFailure(c, first);
  const { signal } = c.req.raw;
  const end = Date.now() + duration;

  const response = streamSSE(c, async (stream) => {
    let seen = '';
    for (let order: Result<Order> = first; ; order = await read()) {
      if (order.ok) {
        const { state, reason, history } = order.value;
        const data = JSON.stringify({ state, reason });
        if (data !== seen)
          await stream.writeSSE({ event: 'state', id: String(history.length), data, retry: 3_000 });
        seen = data;
        if (isOver(state)) return stream.writeSSE({ event: 'end', data: state });
      }
      if (stream.aborted || signal.aborted || Date.now() > end) return;
      const calm = order.ok && order.value.state === 'FULFILLING' && !order.value.reason;
      await stream.sleep(calm ? pace.calm : pace.busy);
      if (stream.aborted || signal.aborted) return;
    }
  });
  response.headers.set('cache-control', 'private, no-store');
  return response;

  function read(): Promise<Result<Order>> {
    return call(c, c.env.ORDER, orderPaths.order(id), Order, { identified: true });
  }
}

function isOver(state: Order['state']): boolean {
  return state === 'DELIVERED' || state === 'CANCELLED' || state === 'REFUNDED';
}
