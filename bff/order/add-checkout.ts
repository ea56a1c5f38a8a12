import { Cart, paths as cartPaths } from '@jogakbo/cart-service/contract';
import { call } from '@jogakbo/edge/call';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { Draft, paths as orderPaths } from '@jogakbo/order-service/contract';
import { ItemBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import type { Hono } from 'hono';
import type { Env } from './bindings.ts';
import {
  type CheckoutLink,
  CheckoutQuery,
  FormInput,
  paths,
  QuoteInput,
  SealedForm,
  StartInput,
} from './contract.ts';
import { readAddresses, readCheckoutView } from './read-checkout-view.ts';
import { beginDraft, readDraft } from './read-draft.ts';

/** Adds the routes of the checkout: drafts, quotes and the form. */
export function addCheckout(app: Hono<Env>): void {
  app.post('/drafts', validate('json', StartInput), async (c) => {
    const line = c.req.valid('json');
    const items = await call(c, c.env.PRODUCT, productPaths.items([line.itemId]), ItemBatch);
    if (!items.ok) return passFailure(c, items);
    if (items.value.items[0]?.productId !== line.productId) {
      const errors = [{ field: 'itemId', message: 'is no item of this product' }];
      return problem(c, 422, { reason: 'no-such-item', errors });
    }
    const draft = await beginDraft(c, `item:${line.itemId}`, [line]);
    return draft.ok ? c.json({ draft: draft.value.id }, 201) : passFailure(c, draft);
  });

  app.get('/checkout', validate('query', CheckoutQuery), async (c) => {
    const addresses = await readAddresses(c);
    const draft = await readDraft(c, c.req.valid('query'), addresses?.[0]?.postcode);
    if (draft && !draft.ok) return passFailure(c, draft);
    return c.json(await readCheckoutView(c, draft?.value ?? null, addresses));
  });

  app.get(paths.checkoutLink, async (c) => {
    const cart = await call(c, c.env.CART, cartPaths.cart, Cart, { identified: true });
    if (!cart.ok) return passFailure(c, cart);
    const { length: lines } = cart.value.lines;
    return c.json({ link: lines > 0 ? '/checkout' : null, lines } satisfies CheckoutLink);
  });

  app.post('/quotes', validate('json', QuoteInput), async (c) => {
    const { draft: id, address, coupons, form, ...rest } = c.req.valid('json');
    const addresses = await readAddresses(c);
    const postcode = addresses?.find((each) => each.id === address)?.postcode ?? rest.postcode;
    const kept = form ? { form: { ...form, postcode: postcode ?? form.postcode } } : {};
    const draft = await call(c, c.env.ORDER, orderPaths.quotes(id), Draft, {
      method: 'POST',
      body: { ...(postcode ? { postcode } : {}), coupons, ...kept },
      identified: true,
    });
    if (!draft.ok) return passFailure(c, draft);
    return c.json(await readCheckoutView(c, draft.value, addresses));
  });

  app.post('/forms', validate('json', FormInput), async (c) => {
    const body = c.req.valid('json');
    const sealed = await call(c, c.env.ORDER, orderPaths.forms, SealedForm, { method: 'POST', body });
    return sealed.ok ? c.json(sealed.value) : passFailure(c, sealed);
  });
}
