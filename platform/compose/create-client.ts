/** The browser that waits for a page. */
export type Client = {
  /** Aborts when the client has left. */
  signal(): AbortSignal;
  /** Marks the client as gone. */
  leave(): void;
  readonly gone: boolean;
};

/**
 * Makes a client. Its signal is made only when it is asked for, as a page made of copies needs none.
 *
 * @param gone the signal of the request itself
 */
export function createClient(gone: AbortSignal | undefined): Client {
  let abort: AbortController | undefined;
  let left = gone?.aborted ?? false;
  const leave = () => {
    left = true;
    abort?.abort();
  };

  return {
    signal() {
      if (!abort) {
        abort = new AbortController();
        if (left || gone?.aborted) leave();
        else gone?.addEventListener('abort', leave);
      }
      return abort.signal;
    },
    leave,
    get gone() {
      return left;
    },
  };
}
