import { headers } from '@jogakbo/contracts/fragment';
import { toCallHeaders } from '@jogakbo/edge/call';
import { problem } from '@jogakbo/edge/problem';
import { paths as orderPaths } from '@jogakbo/order-service/contract';
import type { OrderContext } from './bindings.ts';

/** Passes on the order service's stream of an order's states. It ends when the browser leaves. */
export async function followOrder(c: OrderContext, id: string): Promise<Response> {
  const { token } = c.var;
  const request = new Request(`http://worker${orderPaths.events(id)}`, {
    headers: { ...toCallHeaders(c.var), ...(token ? { [headers.identity]: token } : {}) },
    signal: c.req.raw.signal,
  });
  const stream = await c.env.ORDER.fetch(request).catch(() => undefined);
  return stream ? new Response(stream.body, stream) : problem(c, 503);
}
