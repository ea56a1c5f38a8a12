import { isBalanced } from './is-balanced.ts';
import type { Names } from './names.ts';

export type BalanceCheck = ReturnType<typeof createBalanceCheck>;

/**
 * Checks whether HTML is balanced, and remembers short texts that were. The same text comes often, such as a personal fragment that
 * has not changed.
 *
 * @param longest the longest text that may pass, in bytes as UTF-8
 * @param names the names of the page's own elements, which no text may contain
 */
export function createBalanceCheck(longest: number, { pageElement, fragmentElement }: Names) {
  const own = new Set([pageElement, fragmentElement]);
  /** Balanced texts, with their lengths in bytes. */
  const passed = new Map<string, number>();
  const scratch = new Uint8Array(longest);

  return {
    isBalanced(html: string): boolean {
      if (passed.has(html)) return true;
      if (!isBalanced(html, own)) return false;
      if (passed.size >= mostPassed) passed.clear();
      if (html.length <= longestPassed) passed.set(html, measure(html));
      return true;
    },

    /** The length of a text in bytes as UTF-8; `longest + 1` if it is longer than that. */
    lengthOf: (text: string): number => passed.get(text) ?? measure(text),

    clear: (): void => passed.clear(),
  };

  function measure(text: string): number {
    const { read, written } = encoder.encodeInto(text, scratch);
    return read < text.length ? longest + 1 : written;
  }
}

const encoder = new TextEncoder();
const mostPassed = 500;
/** Characters of the longest text that is remembered. */
const longestPassed = 8 * 1024;
