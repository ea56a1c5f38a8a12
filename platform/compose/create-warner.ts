/** A fault that a developer should fix: code of the host that threw, or an answer of a slice that cannot be used. */
export type Warning = {
  /** The part at fault, such as `slice pricing` or `slot price`. */
  about: string;
  /** One sentence without a final dot. */
  detail: string;
};

export type Warner = ReturnType<typeof createWarner>;

/** Passes warnings on. An error that the host's code throws becomes a warning, so that the page goes on without the result. */
export function createWarner(onWarning: ((warning: Warning) => void) | undefined) {
  const said = new Set<string>();
  return { warn, warnOnce, contain, clear: () => said.clear() };

  function warn(about: string, detail: string): void {
    try {
      onWarning?.({ about, detail });
    } catch {
      // A warning about the warning would end here again.
    }
  }

  /** Warns only the first time, as a slice may answer in the same wrong way to each request. */
  function warnOnce(about: string, detail: string): void {
    const key = `${about} ${detail}`;
    if (said.has(key)) return;
    if (said.size >= mostSaid) said.clear();
    said.add(key);
    warn(about, detail);
  }

  /** Runs code of the host. If it throws, this warns and returns `instead`. */
  function contain<T>(about: string, run: () => T, instead: T): T {
    try {
      return run();
    } catch (error) {
      warn(about, `threw: ${toMessage(error)}`);
      return instead;
    }
  }
}

const mostSaid = 200;

/** The message of anything that was thrown. */
export function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
