/**
 * Puts a gate before a fetch handler. While it is closed every request hangs; a client that gave up meanwhile has
 * not had its request handled.
 */
export function createGate(handle: (request: Request) => Promise<Response>) {
  let closed: PromiseWithResolvers<void> | undefined;
  const waiting = new Set<Request>();

  return {
    close() {
      closed ??= Promise.withResolvers();
    },
    open() {
      closed?.resolve();
      closed = undefined;
    },
    /** How many requests hang; one whose client gave up is none of them. */
    get waiting() {
      return waiting.size;
    },
    async fetch(request: Request): Promise<Response> {
      if (closed) {
        waiting.add(request);
        request.signal.addEventListener('abort', () => waiting.delete(request));
        await closed.promise;
        waiting.delete(request);
      }
      return request.signal.aborted ? new Response() : handle(request);
    },
  };
}
