import type { Page } from '@jogakbo/compose/page';
import { cart } from './pages/cart.ts';
import { category } from './pages/category.ts';
import { home } from './pages/home.ts';
import { product } from './pages/product.ts';
import { search } from './pages/search.ts';

/** Which page stands at which path. */
export const pages: Record<string, Page> = {
  '/': home,
  '/products/:product': product,
  '/categories/:category': category,
  '/search': search,
  '/cart': cart,
};

/** Which slice answers a form posted to which path. */
export const actions: Record<string, string> = {
  '/cart/items': 'cart',
  '/cart/items/:item': 'cart',
  '/products/:product/reviews': 'review',
};
