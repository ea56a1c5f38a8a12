export type AskCounter = ReturnType<typeof createAskCounter>;

/**
 * Counts how often keys are asked for, up to {@link mostAsks}. It knows a bounded number of keys: the one that was asked for
 * longest ago is forgotten first.
 *
 * @param most how many keys it knows
 */
export function createAskCounter(most: number) {
  const counts = new Map<string, number>();

  return {
    /** Counts one more, and gives how many there are. */
    add(key: string): number {
      const count = Math.min((counts.get(key) ?? 0) + 1, mostAsks);
      counts.delete(key);
      counts.set(key, count);
      if (counts.size > most) counts.delete(counts.keys().next().value as string);
      return count;
    },
    of: (key: string): number => counts.get(key) ?? 0,
    forget: (key: string): void => void counts.delete(key),
    /** Halves every count, so that what was asked for long ago weighs less. */
    age(): void {
      for (const [key, count] of counts) {
        if (count < 2) counts.delete(key);
        else counts.set(key, count >> 1);
      }
    },
    clear: (): void => counts.clear(),
  };
}

/** No key counts for more, so that one which was popular for long gives way soon. */
export const mostAsks = 15;
