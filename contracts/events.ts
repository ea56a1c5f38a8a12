/** The DOM events on `document` by which the fragments of a page talk to each other, with the detail of each type. There is no other way. */
export type PageEvents = {
  /** The visitor's cart changed. `count` is its new number of lines. */
  'cart:updated': { count: number };
  /** Another item of the product was chosen. A fragment that refreshes on this event is fetched with these values as its parameters. */
  'product:item-selected': { product: string; item: string };
};
export type PageEvent = keyof PageEvents;
