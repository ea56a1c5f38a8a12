import type { PageEvent, PageEvents } from '@jogakbo/contracts/events';

/** Every event type there is; the compiler sees to it that none is missing. */
export const pageEvents = Object.keys({
  'cart:updated': true,
  'product:item-selected': true,
} satisfies Record<PageEvent, true>) as PageEvent[];

/** Tells the other fragments of the page what happened. */
export function emit<Type extends PageEvent>(type: Type, detail: PageEvents[Type]): void {
  latest().set(type, detail);
  document.dispatchEvent(new CustomEvent(type, { detail }));
}

/**
 * Calls `listener` whenever another fragment emits `type`, and at once where that has happened before: an island that is
 * hydrated late has missed nothing.
 *
 * @returns a function that stops listening
 */
export function listen<Type extends PageEvent>(
  type: Type,
  listener: (detail: PageEvents[Type]) => void,
): () => void {
  const handle = (event: Event) => listener((event as CustomEvent<PageEvents[Type]>).detail);
  document.addEventListener(type, handle);
  const missed = latest().get(type);
  if (missed) listener(missed as PageEvents[Type]);
  return () => document.removeEventListener(type, handle);
}

// Each slice bundles this module for itself, so what happened last is kept on the page, not in the module.
function latest(): Map<PageEvent, unknown> {
  const page = globalThis as { [key: symbol]: Map<PageEvent, unknown> };
  const key = Symbol.for('jogakbo:page-events');
  page[key] ??= new Map();
  return page[key];
}
