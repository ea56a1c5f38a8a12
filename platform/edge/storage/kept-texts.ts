/** An answer as a value: no promise, and nothing of the request that it was made for. */
export type KeptText = { text: string; headers: [string, string][] };

export type KeptTexts<Kept extends KeptText> = {
  get(key: string): Kept | undefined;
  /** Keeps an answer in place of an earlier one, unless it is too long. The oldest answers make room for it. */
  set(key: string, answer: Kept): void;
};

/** The most characters of one answer, and of all answers together. */
const mostEach = 64 * 1024;
const mostTogether = 2 * 1024 * 1024;

/** Creates a memory for answers of other workers or of this one, which is bounded by its size. */
export function createKeptTexts<Kept extends KeptText>(): KeptTexts<Kept> {
  const kept = new Map<string, Kept>();
  let size = 0;

  function remove(key: string): void {
    const answer = kept.get(key);
    if (!answer) return;
    kept.delete(key);
    size -= answer.text.length + key.length;
  }

  return {
    get: (key) => kept.get(key),
    set(key, answer) {
      remove(key);
      if (answer.text.length > mostEach) return;
      kept.set(key, answer);
      size += answer.text.length + key.length;
      for (const oldest of kept.keys()) {
        if (size <= mostTogether) break;
        remove(oldest);
      }
    },
  };
}
