import type { FragmentName } from '@jogakbo/contracts/fragment';

/** What a page's own markup may depend on. `url` is the request's, whole. */
export type View = { url: string; params: Record<string, string>; language: string };

/** Markup that the page itself supplies: trusted, complete and balanced HTML. */
export type Markup = (view: View) => string;

/** A slot that a slice's fragment fills. */
export type FragmentSlot = {
  fragment: FragmentName;
  /** Parameters of this place, over those of the page. */
  params?: Record<string, string>;
  /** Decides the page's status: its 404 is the page's, its failure a 503. */
  primary?: boolean;
  /** Milliseconds for the whole answer, body included; {@link defaultDeadline} where left out. */
  deadline?: number;
  /** What stands there when there is neither an answer nor a copy; nothing where left out. */
  fallback?: Markup;
  /** The id of the element, for anchors to point at. */
  id?: string;
};

/** A slot that the page fills by itself. */
export type MarkupSlot = { markup: Markup; id?: string };
export type Slot = FragmentSlot | MarkupSlot;

/** Where each fragment stands and what becomes of the page when it fails. */
export type Page = {
  /** The shadow root's markup: landmarks, grid, and a `<slot name>` with its skeleton for each of `slots`. */
  layout: string;
  /** What goes into `<head>`: title, description, structured data. */
  head: Slot;
  slots: Record<string, Slot>;
  /** Query parameters that belong to the page: no other one reaches its fragments. */
  query: readonly string[];
  /** Which of them chooses something within the page, such as an item of a product: without it the page is there, too. */
  choice?: string;
  /** `cache-control` of the composed page. */
  cacheControl: string;
  /** Names of the slots as they stand in the layout. */
  order: string[];
};

export const defaultDeadline = 2_000;

/**
 * Declares a page.
 *
 * @throws Error where the layout's slots and `slots` are not the same names, as an element without a slot is never shown
 * @example
 * const home = definePage({
 *   layout: '<main><slot name="greeting">…</slot></main>',
 *   head: { markup: () => '<title>Home</title>' },
 *   slots: { greeting: { fragment: 'hello/greeting', fallback: () => '<p>Hello</p>' } },
 * });
 */
export function definePage(
  page: Omit<Page, 'order' | 'cacheControl' | 'query'> & Partial<Pick<Page, 'cacheControl' | 'query'>>,
): Page {
  const order = [...page.layout.matchAll(/<slot\s[^>]*?name="([^"]+)"/g)].map(([, name]) => name as string);
  const missing = order.filter((name) => !page.slots[name]);
  const homeless = Object.keys(page.slots).filter((name) => !order.includes(name));
  if (missing.length + homeless.length > 0 || new Set(order).size < order.length) {
    throw new Error(
      `layout and slots differ: ${[...missing, ...homeless].join(', ') || 'a name stands twice'}`,
    );
  }
  return { cacheControl: 'private, no-cache', query: [], ...page, order };
}
