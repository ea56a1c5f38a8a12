import type { PageEvent, PageEvents } from '@jogakbo/contracts/events';

/** All event types. The compiler checks that none is missing. */
export const pageEvents = Object.keys({
  'cart:updated': true,
  'product:item-selected': true,
} satisfies Record<PageEvent, true>) as PageEvent[];

/** Emits an event to the other fragments of the page. */
export function emit<Type extends PageEvent>(type: Type, detail: PageEvents[Type]): void {
  latest().set(type, detail);
  document.dispatchEvent(new CustomEvent(type, { detail }));
}

/**
 * Calls `listener` whenever another fragment emits `type`. If that has happened before, it calls `listener` at once, so that an island
 * that hydrates late misses nothing.
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

// Each slice bundles its own copy of this module, so the last events are kept on the document.
function latest(): Map<PageEvent, unknown> {
  const page = globalThis as { [key: symbol]: Map<PageEvent, unknown> };
  const key = Symbol.for('jogakbo:page-events');
  page[key] ??= new Map();
  return page[key];
}
