/** Something that a developer should mend: code of the host that threw, or a slice that answers in a way that cannot be used. */
export type Warning = {
  /** Who is meant, such as `slice pricing` or `slot price`. */
  about: string;
  /** One sentence without a dot at its end. */
  detail: string;
};

export type Warner = ReturnType<typeof createWarner>;

/** Hands warnings on. What throws in the host's own code is one, so that a page goes on without it. */
export function createWarner(onWarning: ((warning: Warning) => void) | undefined) {
  return { warn, contain };

  function warn(about: string, detail: string): void {
    try {
      onWarning?.({ about, detail });
    } catch {
      // Nobody is left to hear of it.
    }
  }

  /** Runs code of the host; where it throws, warns and gives `instead`. */
  function contain<T>(about: string, run: () => T, instead: T): T {
    try {
      return run();
    } catch (error) {
      warn(about, `threw: ${toMessage(error)}`);
      return instead;
    }
  }
}

export function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
