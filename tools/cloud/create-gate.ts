/** After this time, a replacement no longer waits for requests under way. */
const patienceMs = 5_000;

/**
 * Keeps requests and replacements of the workers apart: a replacement waits until the requests under way have ended, and requests wait
 * until the replacement has ended.
 */
export function createGate(patience = patienceMs) {
  let held: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  let notify = () => {};

  return {
    /** Sends a request when no replacement is under way. It ends with the last byte of the answer. */
    async pass(send: () => Promise<Response>): Promise<Response> {
      for (let seen: typeof held | undefined; seen !== held; ) {
        seen = held;
        await seen;
      }
      underWay += 1;
      try {
        const response = await send();
        return new Response(response.body ? whenEnded(response.body, leave) : leave(), response);
      } catch (error) {
        leave();
        throw error;
      }
    },

    /** Does a replacement while no request is under way. */
    async hold(replace: () => Promise<unknown>): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      try {
        await drained();
        await replace();
      } finally {
        resolve();
      }
    },
  };

  function leave(): null {
    underWay -= 1;
    notify();
    return null;
  }

  async function drained(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patience);
    notify = () => {
      if (underWay === 0) resolve();
    };
    notify();
    await promise;
    clearTimeout(timer);
  }
}

/** Calls a function once when a body has been read, has failed, or is no longer wanted. */
function whenEnded(body: ReadableStream<Uint8Array>, onEnd: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let ended = false;
  const end = () => {
    if (!ended) onEnd();
    ended = true;
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
}
