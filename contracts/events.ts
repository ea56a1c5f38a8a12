/** What happens on a page, as DOM events on `document`: type → detail. Fragments talk by these and by nothing else. */
export type PageEvents = {
  /** The visitor's cart changed; `count` is how many lines it has now. */
  'cart:updated': { count: number };
  /** Another item of the product was chosen. Params of the same names follow it in fragments that refresh on it. */
  'product:item-selected': { product: string; item: string };
};
export type PageEvent = keyof PageEvents;
