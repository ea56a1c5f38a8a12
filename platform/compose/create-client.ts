/** Whoever waits for a page. */
export type Client = {
  /** Aborts when the client has gone, or is taken to have. */
  signal(): AbortSignal;
  leave(): void;
  readonly gone: boolean;
};

/**
 * A client whose signal is made only when something asks for it: a page from the cache needs none.
 *
 * @param gone the signal of the request itself
 */
export function createClient(gone: AbortSignal | undefined): Client {
  let abort: AbortController | undefined;
  let left = false;
  const leave = () => {
    left = true;
    abort?.abort();
  };

  return {
    signal() {
      if (!abort) {
        abort = new AbortController();
        if (left || gone?.aborted) abort.abort();
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
