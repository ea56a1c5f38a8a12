import type { Page } from '@jogakbo/compose/page';
import { campaign } from './pages/campaign.ts';
import { cart } from './pages/cart.ts';
import { category } from './pages/category.ts';
import { home } from './pages/home.ts';
import { company, privacy, returns, terms } from './pages/legal.ts';
import { confirm, forgot, help, login, my, reset, signup } from './pages/member.ts';
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
  '/password/forgot': forgot,
  '/password/reset': reset,
  '/confirm': confirm,
  '/my': my,
  '/help': help,
  '/terms': terms,
  '/privacy': privacy,
  '/returns': returns,
  '/company': company,
  '/checkout': checkout,
  '/orders': orders,
  '/orders/:order': order,
};

/** Pages for members: a guest is led to log in first, and back. */
export const membersOnly: Page[] = [my, checkout, orders, order];

/**
 * Pages about the one who asks, and the slice that each is about. While it cannot be looked up who asks, they are answered with 503: a
 * guest's page would be wrong.
 */
export const aboutAsker = new Map<Page, string>([
  [cart, 'cart'],
  [my, 'member'],
  [checkout, 'order'],
  [orders, 'order'],
  [order, 'order'],
]);

/** Pages with a form that a visitor may send without logging in. They give the visitor an id, so that it is there before the first form. */
export const withVisitorForm: Page[] = [product];

/** Forms that begin or end a session or ask for no member: they are passed on although a session cannot be looked up. */
export const aboutSession = new Set([
  '/login',
  '/signup',
  '/logout',
  '/password/forgot',
  '/password/reset',
  '/confirm',
]);

/** Pages whose address holds what a mailed link carries: no referrer may pass it on. */
export const withTokens: Page[] = [reset, confirm];

/** Pages that no search engine should list, besides those of one person: there is one for each word that anyone types. */
export const unlisted: Page[] = [search];

/** Pages whose slice has a picture of its own for link previews. */
export const pictured: Page[] = [product];

/** Which slice answers a form posted to which path. */
export const actions: Record<string, string> = {
  '/cart/items': 'cart',
  '/cart/items/:item': 'cart',
  '/cart/selection': 'cart',
  '/cart/remainder': 'cart',
  '/products/:product/reviews': 'review',
  '/login': 'member',
  '/signup': 'member',
  '/logout': 'member',
  '/password/forgot': 'member',
  '/password/reset': 'member',
  '/confirm': 'member',
  '/my': 'member',
  '/my/password': 'member',
  '/my/sessions': 'member',
  '/my/confirmation': 'member',
  '/my/leave': 'member',
  '/my/addresses': 'member',
  '/my/addresses/:address': 'member',
  '/checkout': 'order',
  '/checkout/start': 'order',
  '/orders/:order/cancellation': 'order',
};
