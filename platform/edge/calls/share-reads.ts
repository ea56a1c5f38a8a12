import { AsyncLocalStorage } from 'node:async_hooks';

/** A whole answer of another worker. */
export type Answer = { status: number; headers: Headers; json: unknown };

/** The reads of one request: callee → what was asked → the answer, which may still be on its way. */
type Reads = Map<object, Map<string, Promise<Answer>>>;

const scopes = new AsyncLocalStorage<Reads>();

/**
 * Runs work in which `call` asks each callee for the same thing only once, such as the rendering of several fragments. Do not use it for
 * work that waits for a change, as it would see the first answer again and again.
 */
export function shareReads<Value>(work: () => Value): Value {
  return scopes.getStore() ? work() : scopes.run(new Map(), work);
}

/**
 * Asks, or takes the answer that was asked for before in the same {@link shareReads}. If that one fails, for example because its own time was
 * shorter, this one asks itself.
 *
 * @param key everything that the answer depends on
 * @param signal ends the wait
 */
export async function readOnce(
  callee: object,
  key: string,
  signal: AbortSignal,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const reads = scopes.getStore();
  if (!reads) return ask();
  const known = reads.get(callee) ?? new Map<string, Promise<Answer>>();
  reads.set(callee, known);
  const earlier = known.get(key);
  if (earlier) {
    const answer = await Promise.race([earlier.catch(() => undefined), toEnd(signal)]);
    if (answer) return answer;
    signal.throwIfAborted();
  }
  const asking = ask();
  known.set(key, asking);
  return asking;
}

/** Forgets the answers of this scope. A change calls it, as the next read must see the change. */
export function forgetReads(): void {
  scopes.getStore()?.clear();
}

function toEnd(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined));
  });
}
