import build from 'jogakbo:build';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import type { Language } from '@jogakbo/contracts/language';
import { call, type Failure } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { CheckoutView, OrdersView, OrderView, paths, StockView } from '@jogakbo/order-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { addActions } from './actions.ts';
import { BuyNow } from './buy-now.tsx';
import { CheckoutNotice } from './checkout-notice.tsx';
import { checkoutTexts } from './checkout-texts.ts';
import { isTest } from './is-test.ts';
import { OrderDetails } from './order-details.tsx';
import { OrderList } from './order-list.tsx';
import { Paid } from './paid.tsx';
import { renderCheckout } from './render-checkout.ts';
import { renderPay } from './render-pay.ts';

const buyNow = defineFragment({
  params: v.object({ product: ProductId, item: v.optional(ItemId) }),
  sharing: { maxAge: 5, staleWhileRevalidate: 30, staleIfError: 86_400 },
  refreshOn: ['product:item-selected'],
  async render(c, { product, item }) {
    const stock = await call(c, c.env.BFF, paths.stock(product, item), StockView);
    // The stock is only an estimate here. Placing the order decides.
    const soldOut = stock.ok && stock.value.soldOut;
    return renderStatic(() => BuyNow({ language: c.var.language, soldOut }));
  },
});

const optional = v.optional(v.string());
const checkout = defineFragment({
  params: v.object({
    draft: optional,
    typed: optional,
    again: optional,
    product: optional,
    item: optional,
    quantity: optional,
    failed: optional,
  }),
  membersOnly: true,
  // Its form names the draft and the revision, and both may be shown twice: placing the order compares them again.
  privateSeconds: 3,
  async render(c, { failed, ...params }) {
    const { language } = c.var;
    const problems = failed ? (['not-paid'] as const) : [];
    const query = Object.fromEntries(
      Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const view = await call(c, c.env.BFF, paths.checkout(query), CheckoutView, { identified: true });
    if (view.ok)
      return renderCheckout({ language, view: view.value, problems: [...problems], test: isTest(c.env) });
    return toNoDraft(view, language);
  },
});

const pay = defineFragment({
  params: v.object({ draft: v.optional(v.string(), '') }),
  membersOnly: true,
  island: true,
  async render(c, { draft }) {
    const { language } = c.var;
    const view = await call(c, c.env.BFF, paths.checkout({ draft }), CheckoutView, { identified: true });
    if (view.ok) return renderPay({ language, view: view.value });
    return toNoDraft(view, language);
  },
});

const typed = v.optional(v.pipe(v.string(), v.maxLength(300)), '');
const paid = defineFragment({
  params: v.object({ draft: typed, revision: typed, paymentKey: typed, orderId: typed, amount: typed }),
  membersOnly: true,
  island: true,
  async render(c, fields) {
    return renderStatic(() => Paid({ language: c.var.language, fields }));
  },
});

const list = defineFragment({
  params: v.object({ page: v.optional(v.string(), '1'), level: v.optional(v.picklist(['1', '2']), '1') }),
  membersOnly: true,
  privateSeconds: 3,
  async render(c, { page, level }) {
    const path = paths.page(Number(page) || 1);
    const orders = await call(c, c.env.BFF, path, OrdersView, { identified: true });
    if (!orders.ok) return toFailureAnswer(orders);
    return renderStatic(() => OrderList({ language: c.var.language, view: orders.value, level }));
  },
});

const order = defineFragment({
  params: v.object({ order: v.string() }),
  membersOnly: true,
  island: true,
  async render(c, params) {
    const found = await call(c, c.env.BFF, paths.order(params.order), OrderView, { identified: true });
    if (!found.ok) return toFailureAnswer(found);
    return renderStatic(() => OrderDetails({ language: c.var.language, order: found.value }));
  },
});

const app = createFrontend({
  slice: 'order',
  build,
  fragments: { 'buy-now': buyNow, checkout, pay, paid, list, order },
});

addActions(app);

export default app;

/** Answers for a draft that could not be read. The shopper goes back to the cart if there is none. */
function toNoDraft(view: Failure, language: Language) {
  if (view.status >= 500 || view.status === 401) return toFailureAnswer(view);
  const { noDraft, toCart } = checkoutTexts[language];
  return renderStatic(() => CheckoutNotice({ language, text: noDraft, href: '/cart', link: toCart }));
}
