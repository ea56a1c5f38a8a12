import type { Page } from '@jogakbo/compose/page';
import { campaign } from './pages/campaign.ts';
import { cart } from './pages/cart.ts';
import { category } from './pages/category.ts';
import { home } from './pages/home.ts';
import { help, login, my, signup } from './pages/member.ts';
import { checkout, order, orders } from './pages/order.ts';
import { product } from './pages/product.ts';
import { search } from './pages/search.ts';

/** Which page stands at which path. */
export const pages: Record<string, Page> = {
  '/': home,
  '/products/:product': product,
  '/categories/:category': category,
  '/search': search,
  '/cart': cart,
  '/campaigns/:campaign': campaign,
  '/login': login,
  '/signup': signup,
  '/my': my,
  '/help': help,
  '/checkout': checkout,
  '/orders': orders,
  '/orders/:order': order,
};

/** Pages that are for members: whoever is none is led to log in first, and back. */
export const membersOnly: Page[] = [my, checkout, orders, order];

/** Which slice answers a form posted to which path. */
export const actions: Record<string, string> = {
  '/cart/items': 'cart',
  '/cart/items/:item': 'cart',
  '/products/:product/reviews': 'review',
  '/login': 'member',
  '/signup': 'member',
  '/logout': 'member',
  '/my': 'member',
  '/my/password': 'member',
  '/my/sessions': 'member',
  '/my/addresses': 'member',
  '/my/addresses/:address': 'member',
  '/checkout': 'order',
  '/checkout/start': 'order',
  '/orders/:order/cancellation': 'order',
};
