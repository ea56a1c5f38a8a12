import type { Page } from '@jogakbo/compose';
import type { Route } from '@jogakbo/compose/host';
import { authorizationPath } from '@jogakbo/contracts/api';
import { campaign } from './pages/campaign.ts';
import { cart } from './pages/cart.ts';
import { category } from './pages/category.ts';
import { home } from './pages/home.ts';
import { company, privacy, returns, terms } from './pages/legal.ts';
import { authorize, confirm, forgot, help, login, my, reset, signup } from './pages/member.ts';
import { checkout, order, orders, paid, pay } from './pages/order.ts';
import { product } from './pages/product.ts';
import { search } from './pages/search.ts';

export type PageRules = {
  page: Page;
  /** A guest is sent to log in first, and comes back after that. */
  membersOnly?: true;
  /** The slice whose data about the asker the page shows. While it is unknown who asks, the page is 503: a guest's page would be wrong. */
  aboutAsker?: string;
  /** It gives the member a checkout grant. */
  givesGrant?: true;
  /** It has a form for visitors who are not logged in. It gives the visitor an id, which the first form then has. */
  hasVisitorForm?: true;
  /** Its address holds the token of a mailed link. No referrer may pass it on. */
  hasToken?: true;
  /** It opens the payment window of Toss. Its policy allows the script of Toss if Toss is the provider. */
  opensPayment?: true;
  /** A program asks there whether it may act for the member. A wrong request goes back to the program without the page. */
  authorizes?: true;
  /** Search engines should not list it. Pages of one person are never listed. */
  unlisted?: true;
  /** Its slice has a picture of its own for link previews. */
  pictured?: true;
};

/** The page of each path. */
export const pages: Record<string, PageRules> = {
  '/': { page: home },
  '/products/:product': { page: product, hasVisitorForm: true, pictured: true },
  '/categories/:category': { page: category },
  // There is one address for each word that people type.
  '/search': { page: search, unlisted: true },
  '/cart': { page: cart, aboutAsker: 'cart' },
  '/campaigns/:campaign': { page: campaign },
  '/login': { page: login },
  '/signup': { page: signup },
  '/password/forgot': { page: forgot },
  '/password/reset': { page: reset, hasToken: true },
  '/confirm': { page: confirm, hasToken: true },
  '/my': { page: my, membersOnly: true, aboutAsker: 'member' },
  [authorizationPath]: {
    ...{ page: authorize, membersOnly: true, aboutAsker: 'member', authorizes: true, hasToken: true },
  },
  '/help': { page: help },
  '/terms': { page: terms },
  '/privacy': { page: privacy },
  '/returns': { page: returns },
  '/company': { page: company },
  '/checkout': { page: checkout, membersOnly: true, aboutAsker: 'order', givesGrant: true },
  '/checkout/pay': {
    ...{ page: pay, membersOnly: true, aboutAsker: 'order', givesGrant: true, opensPayment: true },
  },
  // Its address holds the key of the payment.
  '/checkout/paid': { page: paid, membersOnly: true, aboutAsker: 'order', givesGrant: true, hasToken: true },
  '/orders': { page: orders, membersOnly: true, aboutAsker: 'order' },
  '/orders/:order': { page: order, membersOnly: true, aboutAsker: 'order' },
};

export type Action = {
  /** The slice that answers the form. */
  slice: string;
  /** The page that holds the form, if it has another path. A browser opens the form's path when it restores a tab. */
  page?: string;
  /** The form begins or ends a session, or is for guests. It is passed on even if the session cannot be looked up. */
  aboutSession?: true;
};

/** The form of each path. */
export const actions: Record<string, Action> = {
  // The product is in the form's body only, so the path leads to the cart.
  '/cart/items': { slice: 'cart', page: '/cart' },
  '/cart/items/:item': { slice: 'cart', page: '/cart' },
  '/cart/selection': { slice: 'cart', page: '/cart' },
  '/cart/remainder': { slice: 'cart', page: '/cart' },
  '/products/:product/reviews': { slice: 'review', page: '/products/:product?review=write#review-form' },
  '/login': { slice: 'member', aboutSession: true },
  '/signup': { slice: 'member', aboutSession: true },
  '/logout': { slice: 'member', page: '/', aboutSession: true },
  '/password/forgot': { slice: 'member', aboutSession: true },
  '/password/reset': { slice: 'member', aboutSession: true },
  '/confirm': { slice: 'member', aboutSession: true },
  '/my': { slice: 'member' },
  '/my/password': { slice: 'member', page: '/my' },
  '/my/sessions': { slice: 'member', page: '/my' },
  '/my/confirmation': { slice: 'member', page: '/my' },
  '/my/leave': { slice: 'member', page: '/my#leave' },
  '/my/addresses': { slice: 'member', page: '/my#addresses' },
  '/my/addresses/:address': { slice: 'member', page: '/my#addresses' },
  '/my/apps/:client': { slice: 'member', page: '/my#apps' },
  [authorizationPath]: { slice: 'member' },
  '/checkout': { slice: 'order' },
  '/checkout/paid': { slice: 'order' },
  '/checkout/start': { slice: 'order', page: '/cart' },
  '/orders/:order/cancellation': { slice: 'order', page: '/orders/:order' },
};

/** The rules of a route that the engine does not know. */
export type RouteRules = Omit<PageRules, 'page'> & Pick<Action, 'aboutSession'>;

/** What the engine answers at each path: both tables in one. */
export const routes: Record<string, Route & RouteRules> = { ...pages };
for (const [path, { slice, page, aboutSession }] of Object.entries(actions))
  routes[path] = {
    ...routes[path],
    action: slice,
    ...(page ? { shownOn: page } : {}),
    ...(aboutSession ? { aboutSession } : {}),
  };
