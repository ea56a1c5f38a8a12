/**
 * Puts a gate before a fetch handler. While it is closed, every request hangs. If the client gives up meanwhile, the handler never
 * gets its request.
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
    /** The number of hanging requests, without those whose client gave up. */
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
