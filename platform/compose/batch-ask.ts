import type { AskedFragment } from '@jogakbo/contracts/fragment-batch';
import { fragmentOrigin } from './answer-headers.ts';
import type { Names } from './names.ts';
import type { Visit } from './visit.ts';

/** One call of a fragment, which may become a part of a batch. */
export type Ask = {
  path: string;
  headers: Record<string, string>;
  signal: AbortSignal | undefined;
  /** Whether it has headers that say who asks. */
  identified: boolean;
  /** How a batch names it. */
  asked: AskedFragment;
  response: Promise<Response>;
  settle: (response: Response) => void;
  fail: (error: unknown) => void;
  /** Whether it has an answer, or is no longer needed. */
  ended: boolean;
  /** Called when it ends without an answer. */
  onEnd: () => void;
  /** Gives the answer to another ask, with the deadline of that one. */
  claim: (by: Ask) => Promise<Response>;
};

/** Makes the ask of a call of `fetch`. */
export function createAsk(
  input: Request | string,
  init: RequestInit | undefined,
  visit: Visit,
  names: Names,
): Ask {
  const request = typeof input === 'string' ? undefined : input;
  const sent = Object.fromEntries(new Headers(init?.headers ?? request?.headers));
  const path = (request?.url ?? (input as string)).slice(fragmentOrigin.length);
  const signal = init?.signal ?? request?.signal;
  return toAsk(path, sent, visit, names, signal);
}

/** Makes an ask of its parts. */
export function toAsk(
  path: string,
  sent: Record<string, string>,
  visit: Visit,
  { headers }: Names,
  signal?: AbortSignal | null,
): Ask {
  const shared = new Set([
    'accept-language',
    headers.deadline,
    headers.hints,
    ...Object.keys(visit.headers).map((name) => name.toLowerCase()),
  ]);
  const identified = Object.keys(sent).some((name) => !shared.has(name.toLowerCase()));
  const { promise: response, resolve, reject } = Promise.withResolvers<Response>();
  // A call that has ended early waits for no answer.
  response.catch(() => {});
  const ask: Ask = {
    ...{ path, headers: sent, identified, response, ended: false },
    signal: signal ?? undefined,
    asked: { path, deadline: Number(sent[headers.deadline]), identified },
    settle(response) {
      ask.ended = true;
      resolve(response);
    },
    fail(error) {
      ask.ended = true;
      reject(error);
      ask.onEnd();
    },
    onEnd: () => {},
    claim(by) {
      by.signal?.addEventListener('abort', onAbort);
      return response;
    },
  };
  signal?.addEventListener('abort', onAbort);
  return ask;

  function onAbort(): void {
    ask.fail(new Error('the call was aborted'));
  }
}
