import {
  AddInput,
  CartView,
  ChangeInput,
  CountView,
  DefaultItemView,
  paths,
} from '@jogakbo/cart-bff/contract';
import { call } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { readForm } from '@jogakbo/edge/read-form';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { Lines } from './lines.tsx';
import { toCartProblem } from './post-item.ts';
import { renderAddToCart } from './render-add-to-cart.ts';
import type { CartProblem } from './texts.ts';

/** The forms of the cart, for browsers without script. */
export function addActions(app: ReturnType<typeof createFrontend>): void {
  app.post('/cart/items', async (c) => {
    const form = await readForm(c.req, ['productId', 'itemId', 'quantity']);
    const input = v.safeParse(AddInput, form);
    if (!input.success) return refuse(422, 'quantity');
    const added = await call(c, c.env.BFF, paths.items, CountView, {
      method: 'POST',
      body: input.output,
      identified: true,
    });
    if (added.ok) return c.redirect('/cart', 303);
    const reason = toCartProblem(added.status, added.problem?.reason);
    return refuse(added.status >= 500 ? 503 : reason === 'sold-out' ? 409 : 422, reason);

    async function refuse(status: number, problem: CartProblem): Promise<Response> {
      const { productId, quantity } = form;
      let { itemId } = form;
      if (problem === 'no-such-item') {
        const first = await call(c, c.env.BFF, paths.defaultItem(productId), DefaultItemView);
        if (!first.ok) return new Response(null, { status: first.status });
        itemId = first.value.itemId;
      }
      const soldOut = problem === 'sold-out';
      const { language } = c.var;
      const html = renderAddToCart({ language, productId, itemId, quantity, soldOut, problem });
      const item = itemId ? `?item=${encodeURIComponent(itemId)}` : '';
      return toFormAnswer(
        'cart/add-to-cart',
        html,
        status,
        `/products/${encodeURIComponent(productId)}${item}`,
      );
    }
  });

  app.post('/cart/items/:itemId', async (c) => {
    const { quantity } = await readForm(c.req, ['quantity']);
    const itemId = c.req.param('itemId');
    const input = v.safeParse(ChangeInput, { quantity });
    if (!input.success) return refuse(422, 'quantity');
    const changed = await call(c, c.env.BFF, paths.item(itemId), CountView, {
      method: 'PUT',
      body: input.output,
      identified: true,
    });
    if (changed.ok) return c.redirect('/cart', 303);
    return refuse(changed.status < 500 ? 422 : 503, toCartProblem(changed.status, changed.problem?.reason));

    async function refuse(status: number, problem: CartProblem): Promise<Response> {
      const { language } = c.var;
      const cart = await call(c, c.env.BFF, paths.cart, CartView, { identified: true });
      if (!cart.ok) return new Response(null, { status: 503 });
      const refused = { itemId, quantity, problem };
      const html = renderStatic(() => Lines({ language, cart: cart.value, refused }));
      return toFormAnswer('cart/lines', html, status, '/cart');
    }
  });
}
