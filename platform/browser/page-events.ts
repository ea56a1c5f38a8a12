import type { PageEvent, PageEvents } from '@jogakbo/contracts/events';

/** Emits an event to the other fragments of the page. */
export function emit<Type extends PageEvent>(type: Type, detail: PageEvents[Type]): void {
  latestEvents().set(type, detail);
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
  const missed = latestEvents().get(type);
  if (missed) listener(missed as PageEvents[Type]);
  return () => document.removeEventListener(type, handle);
}

/** The details of the last events of the page, by type. Each slice bundles its own copy of this module, so they are kept on the window. */
export function latestEvents(): Map<string, unknown> {
  const page = globalThis as { [key: symbol]: Map<string, unknown> };
  const key = Symbol.for('jogakbo:page-events');
  page[key] ??= new Map();
  return page[key];
}
