import { createElement as h, type SubmitEvent, useState } from 'react';

export type AddToCartProps = { sku: string; price: string; stock: number; message: string };

/** Price, stock and button. Without its script it is a form; with it, the page stays and the mini-cart follows. */
export function AddToCart({ sku, price, stock, message }: AddToCartProps) {
  const [said, say] = useState(message);
  const add = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = new URLSearchParams({ sku });
    const answer = await fetch(event.currentTarget.action, { method: 'POST', body, redirect: 'manual' });
    // The server sends the browser to the cart. This script stays here instead.
    const added = answer.type === 'opaqueredirect';
    say(added ? 'It is in your cart.' : 'It could not be added.');
    if (added) document.dispatchEvent(new CustomEvent('cart:updated', { detail: { sku } }));
  };
  return h(
    'form',
    { action: '/cart/items', method: 'post', onSubmit: add },
    h('strong', { className: 'price' }, price),
    h('span', null, toStockLine(stock)),
    h('input', { type: 'hidden', name: 'sku', value: sku }),
    h('button', { type: 'submit', disabled: stock === 0 }, 'Add to cart'),
    h(
      'p',
      { role: 'status', key: said },
      said && [said, ' ', h('a', { href: '/cart', key: 'cart' }, 'Go to the cart')],
    ),
  );
}

function toStockLine(stock: number): string {
  if (stock === 0) return 'Sold out';
  return stock < 4 ? `Only ${stock} left` : 'In stock';
}
