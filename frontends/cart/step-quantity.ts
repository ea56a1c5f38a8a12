import { toCount } from '@jogakbo/contracts/text-rules';

/**
 * The quantity after a press of − or +. It starts from the typed number, such as `９`; text that is no number becomes 1.
 *
 * @param most the largest quantity that can be ordered
 */
export function stepQuantity(typed: string, by: 1 | -1, most: number): string {
  const next = (toCount(typed) ?? 0) + by;
  return String(Math.min(Math.max(1, most), Math.max(1, next)));
}
