import * as v from 'valibot';
import { CartForm, Id, PlaceForm, Quantity } from './forms.ts';
import { toCartPage, toCheckoutPage, toOrderPage, toOrdersPage } from './purchase-pages.ts';
import {
  type App,
  type Asked,
  keep,
  readFields,
  readForm,
  show,
  textOf,
  toLogIn,
  toView,
} from './request.ts';

/** Adds the cart, the checkout and orders. */
export function addShopping(app: App): void {
  app.get('/cart', (c) => showCart(c));
  app.get('/cart/*', (c) => c.redirect('/cart', 303));
  app.post('/cart/items', async (c) => {
    const { purchases } = c.var.shop;
    const form = await readForm(c, CartForm);
    if (!form.success) return showCart(c, 422);
    const { productId, itemId, quantity } = form.output;
    if (purchases.readItem(itemId, 1)[0]?.productId !== productId) return showCart(c, 422);
    return purchases.change(beginCart(c), itemId, quantity, true)
      ? c.redirect('/cart', 303)
      : showCart(c, 409);
  });
  app.post('/cart/items/:item', async (c) => {
    const { purchases } = c.var.shop;
    const form = await readForm(c, v.object({ quantity: Quantity }));
    const item = v.safeParse(Id, c.req.param('item'));
    if (!form.success || !item.success || !purchases.readItem(item.output, 1)[0]) return showCart(c, 422);
    const changed = purchases.change(beginCart(c), item.output, form.output.quantity, false);
    return changed ? c.redirect('/cart', 303) : showCart(c, 409);
  });

  app.post('/checkout/start', async (c) => {
    const form = await readForm(c, CartForm);
    if (!form.success || form.output.quantity === 0) return showCart(c, 422);
    const { itemId, quantity } = form.output;
    return c.redirect(`/checkout?item=${itemId}&quantity=${quantity}`, 303);
  });
  app.get('/checkout', (c) => {
    const { search } = new URL(c.req.url);
    return c.var.session?.member ? showCheckout(c, c.req.query()) : toLogIn(c, `/checkout${search}`);
  });
  app.post('/checkout', async (c) => {
    const { session, shop } = c.var;
    if (!session?.member) return toLogIn(c, '/checkout');
    const fields = await readFields(c);
    const form = v.safeParse(PlaceForm, fields);
    if (!form.success) return showCheckout(c, fields, textOf(c).invalid, 422);
    const { postcode, street, detail, token, item, quantity, ...rest } = form.output;
    const placed = shop.purchases.place({
      ...rest,
      ...{ member: session.member.id, cart: session.cart, card: token },
      address: `(${postcode}) ${street} ${detail}`,
      only: item && quantity ? { itemId: item, quantity } : undefined,
    });
    if (placed.ok) return c.redirect(`/orders/${placed.id}`, 303);
    return showCheckout(c, fields, textOf(c).refusals[placed.reason], 409);
  });

  app.get('/orders', (c) => {
    const { member } = c.var.session ?? {};
    return member
      ? show(c, toOrdersPage(toView(c), c.var.shop.purchases.orders(member.id)))
      : toLogIn(c, '/orders');
  });
  app.get('/orders/:order', (c) => {
    const { member } = c.var.session ?? {};
    if (!member) return toLogIn(c, '/orders');
    const order = c.var.shop.purchases.order(c.req.param('order'), member.id);
    return order ? show(c, toOrderPage(toView(c), order)) : c.notFound();
  });
}

function showCart(c: Asked, status: 200 | 409 | 422 = 200) {
  const { session, shop } = c.var;
  const problem = status === 200 ? undefined : textOf(c)[status === 409 ? 'tooFew' : 'invalid'];
  return show(
    c,
    toCartPage(toView(c), session ? shop.purchases.readCart(session.cart) : [], problem),
    status,
  );
}

function showCheckout(
  c: Asked,
  filled: Record<string, string>,
  problem?: string,
  status: 200 | 409 | 422 = 200,
) {
  const { session, shop } = c.var;
  const chosen = v.safeParse(v.object({ item: Id, quantity: Quantity }), filled);
  const only = chosen.success ? { itemId: chosen.output.item, quantity: chosen.output.quantity } : undefined;
  const lines = only
    ? shop.purchases.readItem(only.itemId, only.quantity)
    : shop.purchases.readCart(session?.cart ?? 0);
  const page = toCheckoutPage(toView(c), { lines, only, filled, problem, key: crypto.randomUUID() });
  return show(c, page, status);
}

/** The cart of this request. A visitor without a session begins one, so that the cart has an owner. */
function beginCart(c: Asked): number {
  if (c.var.session) return c.var.session.cart;
  const { token, session } = c.var.shop.members.beginVisit();
  keep(c, 'sid', token);
  c.set('session', session);
  return session.cart;
}
