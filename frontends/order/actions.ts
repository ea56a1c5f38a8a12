import { call } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { problem } from '@jogakbo/edge/problem';
import { readForm } from '@jogakbo/edge/read-form';
import { OrderView, paths, StartedView, StartInput } from '@jogakbo/order-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { BuyNow } from './buy-now.tsx';
import { OrderDetails } from './order-details.tsx';
import { postCheckout } from './post-checkout.ts';
import { postPaid } from './post-paid.ts';
import type { StartProblem } from './texts.ts';

/** Adds the forms of orders, for browsers with and without script. */
export function addActions(app: ReturnType<typeof createFrontend>): void {
  app.post('/checkout/start', async (c) => {
    const form = await readForm(c.req, ['productId', 'itemId', 'quantity']);
    const { productId, itemId, quantity } = form;
    if (!productId && !itemId) return c.redirect('/checkout', 303);
    // While the cart is away, the form of a page without a chosen item names none.
    if (!itemId) return refuse(503, 'unavailable');
    const input = v.safeParse(StartInput, form);
    if (!input.success) return refuse(422, 'quantity');
    if (!c.var.identity?.member) {
      const next = `/checkout?${new URLSearchParams({ product: productId, item: itemId, quantity })}`;
      return c.redirect(`/login?next=${encodeURIComponent(next)}`, 303);
    }
    const started = await call(c, c.env.BFF, paths.drafts, StartedView, {
      method: 'POST',
      body: input.output,
      identified: true,
    });
    if (started.ok) return c.redirect(`/checkout?draft=${started.value.draft}`, 303);
    if (started.status >= 500) return refuse(503, 'unavailable');
    return refuse(422, started.problem?.reason === 'no-such-item' ? 'no-such-item' : 'quantity');

    function refuse(status: number, reason: StartProblem): Response {
      const html = renderStatic(() => BuyNow({ language: c.var.language, soldOut: false, problem: reason }));
      const item = itemId && reason !== 'no-such-item' ? `?item=${encodeURIComponent(itemId)}` : '';
      return toFormAnswer('order/buy-now', html, status, `/products/${encodeURIComponent(productId)}${item}`);
    }
  });

  app.post('/checkout', postCheckout);
  app.post('/checkout/paid', postPaid);

  app.post('/orders/:order/cancellation', async (c) => {
    const { language } = c.var;
    const id = c.req.param('order');
    const page = `/orders/${encodeURIComponent(id)}`;
    const cancelled = await call(c, c.env.BFF, paths.cancellation(id), OrderView, {
      method: 'POST',
      identified: true,
    });
    if (cancelled.ok) return c.redirect(page, 303);
    if (cancelled.reason === 'not-found') return problem(c, 404);
    if (cancelled.status === 401) return c.redirect(`/login?next=${encodeURIComponent(page)}`, 303);
    const order = await call(c, c.env.BFF, paths.order(id), OrderView, { identified: true });
    if (!order.ok) return new Response(null, { status: 503 });
    // The answer was lost, but the order was cancelled.
    if (order.value.reason === 'customer') return c.redirect(page, 303);
    const tooLate = cancelled.status === 409;
    const html = renderStatic(() =>
      OrderDetails({ language, order: order.value, problem: tooLate ? 'tooLate' : 'cannotCancel' }),
    );
    return toFormAnswer('order/order', html, tooLate ? 409 : 503, page);
  });
}
