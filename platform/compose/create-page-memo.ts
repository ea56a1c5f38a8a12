import { createAskCounter } from './create-ask-counter.ts';
import { joinBytes, type Part } from './join-bytes.ts';

export type PageMemo = ReturnType<typeof createPageMemo>;

type Kept = { parts: Part[]; page: Uint8Array<ArrayBuffer> };

/**
 * Joins the parts of pages, and keeps the last joined pages: a page with the very same parts needs no second join. Use it only for
 * pages that anyone may see. While there is no room, a page is kept from the second time on that it is joined.
 *
 * @param limit bytes of all pages that are kept
 */
export function createPageMemo(limit: number) {
  const kept = new Map<string, Kept>();
  const asked = createAskCounter(mostAsked);
  let total = 0;

  return { join, clear };

  /** @param key tells pages apart. A kept page is used only if its parts are the very same */
  function join(key: string, parts: Part[]): Uint8Array<ArrayBuffer> {
    const last = kept.get(key);
    if (last) {
      kept.delete(key);
      if (isSame(last.parts, parts)) {
        kept.set(key, last);
        return last.page;
      }
      total -= last.page.byteLength;
    }
    const page = joinBytes(parts);
    if (page.byteLength > limit) return page;
    const isNew = !last && asked.add(key) < 2;
    if (isNew && total + page.byteLength > limit) return page;
    kept.set(key, { parts, page });
    total += page.byteLength;
    for (const [oldest, { page: dropped }] of kept) {
      if (total <= limit) break;
      kept.delete(oldest);
      total -= dropped.byteLength;
    }
    return page;
  }

  function clear(): void {
    kept.clear();
    asked.clear();
    total = 0;
  }
}

/** Keys whose joins are counted. */
const mostAsked = 1_000;

function isSame(some: Part[], others: Part[]): boolean {
  return some.length === others.length && some.every((part, index) => part === others[index]);
}
