/** Paths at which forms are posted, and the page that holds the form. A browser asks for such a path when a tab is restored. */
export const formPages: Record<string, string> = {
  // The product is named in the form's body only, so these lead to the cart.
  '/cart/items': '/cart',
  '/cart/items/:item': '/cart',
  '/cart/selection': '/cart',
  '/cart/remainder': '/cart',
  '/checkout/start': '/cart',
  '/products/:product/reviews': '/products/:product#review-form',
  '/logout': '/',
  '/my/password': '/my',
  '/my/sessions': '/my',
  '/my/confirmation': '/my',
  '/my/leave': '/my#leave',
  '/my/addresses': '/my#addresses',
  '/my/addresses/:address': '/my#addresses',
  '/orders/:order/cancellation': '/orders/:order',
};

/** Puts the values of a path's names into a pattern such as `/products/:product`. */
export function fillPath(pattern: string, params: Record<string, string>): string {
  return pattern.replace(/:([a-z]+)/g, (_, name) => encodeURIComponent(params[name] ?? ''));
}
