import { html } from 'hono/html';
import { type Html, toAlert, toAmount, toField, toPage, type View } from './layout.ts';
import { toDay } from './product-page.ts';
import { type Line, type Order, type Purchases, toDelivery, toGoods } from './purchases.ts';
import { type Texts, texts, toDigits } from './texts.ts';

export function toCartPage(view: View, lines: Line[], problem?: string): Html {
  const text = texts[view.language];
  const rows = lines.map(
    ({ itemId, productId, title, price, quantity, available }) =>
      html`<li><a href="/products/${productId}?item=${itemId}">${title}</a> <span>${text.won(toDigits(price * quantity))}</span>
<form method="post" action="/cart/items/${itemId}"><label>${text.quantity} <input name="quantity" type="number" min="1" max="999" value="${quantity}"></label><button>${text.change}</button></form>
<form method="post" action="/cart/items/${itemId}"><button name="quantity" value="0">${text.remove}</button></form>${available < quantity ? html` <b>${available === 0 ? text.soldOut : text.low(available)}</b>` : ''}</li>`,
  );
  const content =
    lines.length === 0
      ? html`<p>${text.empty}</p>`
      : html`<ul class="lines">${rows}</ul>${toAmounts(lines, text)}<p><a class="button strong" href="/checkout">${text.checkOut}</a></p>`;
  return toPage(
    view,
    text.cart,
    html`<h1>${text.cart}</h1>${toAlert(problem)}<div data-region="lines">${content}</div>`,
  );
}

type Checkout = {
  lines: Line[];
  key: string;
  only?: { itemId: string; quantity: number } | undefined;
  filled: Record<string, string>;
  problem?: string | undefined;
};

export function toCheckoutPage(view: View, { lines, key, only, filled, problem }: Checkout): Html {
  const text = texts[view.language];
  const goods = toGoods(lines);
  const hidden = {
    key,
    total: String(goods + toDelivery(goods)),
    ...(only ? { item: only.itemId, quantity: String(only.quantity) } : {}),
  };
  const form = html`<form class="stacked" method="post" action="/checkout">
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${(['recipient', 'phone', 'postcode', 'street', 'detail'] as const).map((name) => toField(name, text[name], filled[name]))}
<label>${text.card} <select name="token"><option value="tok_ok">${text.approved}</option><option value="tok_declined">${text.declined}</option></select></label>
<button class="strong">${text.pay}</button></form>`;
  const content =
    lines.length === 0
      ? html`<p>${text.refusals.empty}</p>`
      : html`<ul class="lines">${lines.map(({ title, quantity }) => html`<li>${title} × ${quantity}</li>`)}</ul>${toAmounts(lines, text)}${form}`;
  return toPage(
    view,
    text.checkOut,
    html`<h1>${text.checkOut}</h1>${toAlert(problem)}<div data-region="checkout">${content}</div>`,
  );
}

export function toOrdersPage(view: View, orders: ReturnType<Purchases['orders']>): Html {
  const text = texts[view.language];
  const rows = orders.map(
    ({ id, placedAt, total, title, lines }) =>
      html`<li><a href="/orders/${id}">${title} ${lines > 1 ? text.more(lines - 1) : ''}</a> ${toDay(placedAt)} · ${text.won(toDigits(total))}</li>`,
  );
  const content = rows.length === 0 ? html`<p>${text.noOrders}</p>` : html`<ul class="lines">${rows}</ul>`;
  return toPage(view, text.orders, html`<h1>${text.orders}</h1><div data-region="list">${content}</div>`);
}

export function toOrderPage(view: View, order: Order): Html {
  const text = texts[view.language];
  const rows = order.lines.map(
    ({ title, price, quantity }) =>
      html`<li>${title} · ${text.pieces(quantity)} · ${text.won(toDigits(price * quantity))}</li>`,
  );
  return toPage(
    view,
    text.order,
    html`<h1>${text.order}</h1><div data-region="order"><p>${text.thanks} ${toDay(order.placedAt)}</p><ul class="lines">${rows}</ul>${toAmounts(order.lines, text)}<p>${order.recipient} · ${order.phone} · ${order.address}</p></div>`,
  );
}

function toAmounts(lines: Pick<Line, 'price' | 'quantity'>[], text: Texts): Html {
  const goods = toGoods(lines);
  const delivery = toDelivery(goods);
  const won = (amount: number) => text.won(toDigits(amount));
  return html`<dl class="amounts">${toAmount(text.goods, won(goods))}${toAmount(text.delivery, delivery === 0 ? text.free : won(delivery))}${toAmount(text.total, won(goods + delivery))}</dl>`;
}
