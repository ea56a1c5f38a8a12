/** Time as the engine sees it; tests pass one that they move by hand. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** Calls `run` after so many milliseconds, unless what it returns was called before. */
  after(milliseconds: number, run: () => void): () => void;
};

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
