/**
 * Counts how often each key is asked for, up to {@link mostAsks}. The number of keys is bounded: the key that was asked for longest ago
 * is forgotten first.
 *
 * @param most the number of keys that are counted
 */
export function createAskCounter(most: number) {
  const counts = new Map<string, number>();

  return {
    /** Adds one, and returns the new count. */
    add(key: string): number {
      const count = Math.min((counts.get(key) ?? 0) + 1, mostAsks);
      counts.delete(key);
      counts.set(key, count);
      if (counts.size > most) counts.delete(counts.keys().next().value as string);
      return count;
    },
    of: (key: string): number => counts.get(key) ?? 0,
    forget: (key: string): void => void counts.delete(key),
    /** Halves every count, so that old asks weigh less. */
    age(): void {
      for (const [key, count] of counts) {
        if (count < 2) counts.delete(key);
        else counts.set(key, count >> 1);
      }
    },
    clear: (): void => counts.clear(),
  };
}

/** The highest count. It is low, so that a key loses its place soon after visitors stop asking for it. */
export const mostAsks = 15;
