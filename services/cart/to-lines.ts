import type { Line } from './contract.ts';

/** A hash of Redis; null if the key does not exist. */
export type Hash = Record<string, unknown> | null;

/**
 * Reads the lines of a cart's hash in the order of adding, without the pieces that orders under way hide.
 *
 * @param orders the hash that `count-hidden.lua` describes
 * @param now epoch milliseconds
 */
export function toLines(fields: Hash, orders: Hash, now: number): Line[] {
  const hidden = toHidden(orders, now);
  const entries = Object.entries(fields ?? {}).map(([itemId, value]) => {
    const [sequence = '0', productId = '', stored = '0'] = String(value).split(':');
    const quantity = Number(stored) - (hidden.get(itemId) ?? 0);
    return { sequence: Number(sequence), line: { productId, itemId, quantity } };
  });
  const shown = entries.filter(({ line }) => line.quantity > 0);
  return shown.sort((a, b) => a.sequence - b.sequence).map(({ line }) => line);
}

function toHidden(orders: Hash, now: number): Map<string, number> {
  const hidden = new Map<string, number>();
  for (const value of Object.values(orders ?? {})) {
    const [ends = '0', lines = ''] = String(value).split(' ');
    if (Number(ends) <= now) continue;
    for (const line of lines.split(',')) {
      const [itemId = '', pieces = '0'] = line.split('=');
      hidden.set(itemId, (hidden.get(itemId) ?? 0) + Number(pieces));
    }
  }
  return hidden;
}
