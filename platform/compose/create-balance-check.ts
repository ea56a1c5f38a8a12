import { isBalanced } from './is-balanced.ts';
import type { Names } from './names.ts';

export type BalanceCheck = ReturnType<typeof createBalanceCheck>;

/**
 * Checks whether HTML is balanced, and remembers short texts that were. The same text comes often, such as a personal fragment that
 * has not changed.
 *
 * @param names the names of the page's own elements, which no text may contain
 */
export function createBalanceCheck({ pageElement, fragmentElement }: Names) {
  const own = new Set([pageElement, fragmentElement]);
  const passed = new Set<string>();

  return {
    isBalanced(html: string): boolean {
      if (passed.has(html)) return true;
      if (!isBalanced(html, own)) return false;
      if (passed.size >= mostPassed) passed.clear();
      if (html.length <= longestPassed) passed.add(html);
      return true;
    },

    clear: (): void => passed.clear(),
  };
}

const mostPassed = 500;
/** Characters of the longest text that is remembered. */
const longestPassed = 8 * 1024;
