import type { FragmentName } from '@jogakbo/contracts/fragment';
import { checkHints } from './check-hints.ts';
import { checkSlot } from './check-slot.ts';
import { type LayoutSlot, readSlots } from './read-slots.ts';

/** The values that the page's own markup may use. `url` is the full URL of the request. */
export type View = { url: string; params: Record<string, string>; language: string };

/** Markup of the page itself: trusted, complete and balanced HTML. */
export type Markup = (view: View) => string;

/** A slot that a slice's fragment fills. */
export type FragmentSlot = {
  fragment: FragmentName;
  /** Parameters of this slot. They win over the parameters of the page. */
  params?: Record<string, string>;
  /** Whether it decides the page's status: its 404 is the page's 404, and its failure is a 503. */
  primary?: boolean;
  /**
   * Whether the fragment is personal, so that an isolate that does not know the slice yet asks for it with the identity at once. The
   * manifest decides; without this, an isolate may need one more call for its first page.
   */
  personal?: boolean;
  /**
   * A query parameter of the page. Without it, a personal fragment does not learn who asks, so it answers as for guests, and its copy serves
   * members, too. Use it for a fragment that few members need.
   */
  personalWith?: string;
  /** Milliseconds for the whole answer, body included; {@link defaultDeadlineMs} by default. */
  deadline?: number;
  /** Shown if there is neither an answer nor a copy; empty by default. */
  fallback?: Markup;
  /** The id of the element, as a target of anchors. */
  id?: string;
};

/** A slot that the page fills itself. */
export type MarkupSlot = { markup: Markup; id?: string };
export type Slot = FragmentSlot | MarkupSlot;

/** A page: its layout, its slots, and what each slot shows if its fragment fails. */
export type Page = {
  /** The shadow root's markup: landmarks, grid, and a `<slot name>` with its skeleton for each of `slots`. */
  layout: string;
  /**
   * The content of `<head>`, such as the title and structured data: one part, or several in their order. A page waits for all of them, so a
   * fragment that may be left out needs a short `deadline`.
   */
  head: Slot | readonly Slot[];
  slots: Record<string, Slot>;
  /** Query parameters of the page. Its fragments get no others. */
  query: readonly string[];
  /** The one of them that chooses something within the page, such as an item of a product. The page exists without it, too. */
  choice?: string;
  /**
   * A slot whose answer has hints (the header `x-jogakbo-hints`), and the slices that get them with their requests. Their fragments that
   * need a call wait for the hints, so the slot has to be primary. A fragment with a copy waits for nothing.
   */
  hints?: { from: string; for: readonly string[] };
  /** Its parameters may be seen only by fragments that declare them. No slice is then asked before its manifest is known. */
  confidential?: boolean;
  /** `cache-control` of the composed page. */
  cacheControl: string;
  /** Names of the slots, in the order of the layout. */
  order: string[];
  /** The parts of the head. */
  heads: readonly Slot[];
};

/** Milliseconds for the whole answer of a fragment, by default. */
export const defaultDeadlineMs = 2_000;

/**
 * Declares a page.
 *
 * @throws Error if the names in the layout and in `slots` differ, as an element without a slot is never shown, if a slot has a value
 *   that cannot be used, and if `hints` come from no fragment; the message names the page, the slot and the value
 * @example
 * const home = definePage({
 *   layout: '<main><slot name="greeting">…</slot></main>',
 *   head: { markup: () => '<title>Home</title>' },
 *   slots: { greeting: { fragment: 'hello/greeting', fallback: () => '<p>Hello</p>' } },
 * });
 */
export function definePage(
  page: Omit<Page, 'order' | 'heads' | 'cacheControl' | 'query'> &
    Partial<Pick<Page, 'cacheControl' | 'query'>>,
): Page {
  const found = readSlots(page.layout);
  const order = found.map(({ name }) => name);
  const missing = order.filter((name) => !Object.hasOwn(page.slots, name));
  const homeless = Object.keys(page.slots).filter((name) => !order.includes(name));
  if (missing.length + homeless.length > 0 || new Set(order).size < order.length) {
    fail(`layout and slots differ: ${[...missing, ...homeless].join(', ') || 'a name is there twice'}`);
  }
  const heads = [page.head].flat();
  for (const [name, slot] of Object.entries(page.slots)) checkSlot(name, slot, fail);
  heads.forEach((slot, index) => {
    checkSlot(toHeadName(index), slot, fail);
  });
  for (const [name, slot] of Object.entries(page.slots)) {
    const param = 'fragment' in slot ? slot.personalWith : undefined;
    if (param !== undefined && !page.query?.includes(param))
      fail(`slot ${name}: ${param} is no query parameter of the page`);
  }
  checkHints(page, fail);
  const layout = withParts(page.layout, found, page.slots);
  return { cacheControl: 'private, no-cache', query: [], ...page, layout, order, heads };

  /** The slots tell which page it is, as a page has no name. */
  function fail(why: string): never {
    throw new Error(`page with slots ${order.join(', ') || 'none'}: ${why}`);
  }
}

/** Whether a page tells the fragment of a slot who asks, if the fragment is personal. */
export function namesAsker({ personalWith }: FragmentSlot, { params }: Pick<View, 'params'>): boolean {
  return personalWith === undefined || Object.hasOwn(params, personalWith);
}

/** The name of a part of the head in reports and in `server-timing`. */
export function toHeadName(index: number): string {
  return index === 0 ? 'head' : `head-${index + 1}`;
}

/** Names each slot after its fragment, so that a slice can reserve its height: `jb-page::part(pricing-price)`. */
function withParts(layout: string, found: LayoutSlot[], slots: Page['slots']): string {
  let text = '';
  let at = 0;
  for (const { name, end } of found) {
    const slot = slots[name] as Slot;
    text += layout.slice(at, end);
    if ('fragment' in slot) text += ` part="${slot.fragment.replace('/', '-')}"`;
    at = end;
  }
  return text + layout.slice(at);
}
