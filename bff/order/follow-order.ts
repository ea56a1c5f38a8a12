import { headers } from '@jogakbo/contracts/fragment';
import { versionsHeader } from '@jogakbo/contracts/release-map';
import { problem } from '@jogakbo/edge/problem';
import { toTraceparent } from '@jogakbo/edge/trace';
import { paths as orderPaths } from '@jogakbo/order-service/contract';
import type { OrderContext } from './bindings.ts';

/** Passes on the order service's stream of an order's states. It ends when the browser leaves. */
export async function followOrder(c: OrderContext, id: string): Promise<Response> {
  const { language, token, trace, versions } = c.var;
  const request = new Request(`http://worker${orderPaths.events(id)}`, {
    headers: {
      'accept-language': language,
      traceparent: toTraceparent(trace),
      ...(token ? { [headers.identity]: token } : {}),
      ...(versions ? { [versionsHeader]: versions } : {}),
    },
    signal: c.req.raw.signal,
  });
  const stream = await c.env.ORDER.fetch(request).catch(() => undefined);
  return stream ? new Response(stream.body, stream) : problem(c, 503);
}
