import { createElement as h } from 'react';
import { type Cart, countPieces, toTotal } from './cart.ts';
import { variants } from './variants.ts';

/** The link to the cart, with the number of pieces. */
export function MiniCart({ cart }: { cart: Cart }) {
  const count = countPieces(cart);
  const pieces = count === 1 ? '1 tractor' : `${count} tractors`;
  return h(
    'a',
    { href: '/cart', className: 'mini-cart' },
    'Cart ',
    h('b', { 'aria-hidden': true }, count),
    h('span', { className: 'unseen' }, pieces),
  );
}

/** The lines of the cart, each with a form that removes it. */
export function CartView({ cart }: { cart: Cart }) {
  if (cart.size === 0)
    return h(
      'div',
      null,
      h('h1', null, 'Your cart is empty'),
      h('a', { href: '/tractors' }, 'See all tractors'),
    );
  return h(
    'div',
    null,
    h('h1', null, 'Your cart'),
    h(
      'ul',
      { className: 'lines' },
      [...cart].map(([sku, count]) => h(CartLine, { key: sku, sku, count })),
    ),
    h('p', { className: 'total' }, 'Total ', h('strong', null, toDollars(toTotal(cart)))),
    h('a', { href: '/checkout', className: 'button' }, 'Checkout'),
  );
}

function CartLine({ sku, count }: { sku: string; count: number }) {
  const variant = variants.get(sku);
  if (!variant) return null;
  return h(
    'li',
    null,
    h('img', { src: `/pictures/${sku}.svg`, alt: '', width: 120, height: 80, loading: 'lazy' }),
    h('a', { href: variant.href }, variant.name),
    h('span', null, `${count} × ${toDollars(variant.price)}`),
    h(
      'form',
      { action: '/cart/items/remove', method: 'post' },
      h('input', { type: 'hidden', name: 'sku', value: sku }),
      h('button', { type: 'submit', className: 'plain', 'aria-label': `Remove ${variant.name}` }, 'Remove'),
    ),
  );
}

/** The form of the order. The choice of the store comes from another team, and belongs to this form by its id. */
export function OrderForm({
  cart,
  name = '',
  problem = '',
}: {
  cart: Cart;
  name?: string;
  problem?: string;
}) {
  return h(
    'form',
    { action: '/checkout', method: 'post', id: 'order' },
    problem && h('p', { role: 'alert' }, problem),
    h(
      'label',
      null,
      'Your name',
      h('input', { name: 'name', defaultValue: name, required: true, maxLength: 80, autoComplete: 'name' }),
    ),
    h('p', { className: 'total' }, 'Total ', h('strong', null, toDollars(toTotal(cart)))),
    h('button', { type: 'submit' }, 'Place order'),
  );
}

/** What is said after an order. */
export function Thanks({ store }: { store: string }) {
  return h(
    'div',
    { className: 'thanks' },
    h(Confetti),
    h('h1', null, 'Thank you!'),
    h('p', null, `We will call you when your order is ready at ${store}.`),
    h('a', { href: '/', className: 'button' }, 'Back to the shop'),
  );
}

function Confetti() {
  const pieces = Array.from({ length: 24 }, (_, index) =>
    h('rect', { key: index, x: (index * 37) % 96, y: -6, width: 2, height: 3, rx: 0.5 }),
  );
  return h(
    'svg',
    {
      className: 'confetti',
      viewBox: '0 0 96 48',
      preserveAspectRatio: 'xMidYMin slice',
      'aria-hidden': true,
    },
    pieces,
  );
}

/** Writes an amount of dollars. */
export function toDollars(amount: number): string {
  return `$${amount.toLocaleString('en')}`;
}
