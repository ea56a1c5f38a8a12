/**
 * Puts a gate before a fetch handler. While it is closed every request hangs; a client that gave up meanwhile has
 * not had its request handled.
 */
export function createGate(handle: (request: Request) => Promise<Response>) {
  let closed: PromiseWithResolvers<void> | undefined;

  return {
    close() {
      closed ??= Promise.withResolvers();
    },
    open() {
      closed?.resolve();
      closed = undefined;
    },
    async fetch(request: Request): Promise<Response> {
      await closed?.promise;
      return request.signal.aborted ? new Response() : handle(request);
    },
  };
}
