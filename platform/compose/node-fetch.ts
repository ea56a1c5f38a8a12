import { fragmentLimit } from '@jogakbo/contracts/fragment';
import type { Answer, AnswerHeaders, AnswerInit } from './answer.ts';

/**
 * A `fetch` for `httpEndpoint` on Node. It reads the short answers of fragments without the web's `Response`, `Headers` and streams, which on
 * Node cost more than the call itself (`bun run bench --only http-node-off`). Connections are those of Node's own `fetch`: kept alive, and
 * with the dispatcher that the host has set. A fragment's answer has no encoding. Everything else is passed on to `fetch`.
 *
 * @param url an address with http or https
 * @param init method, headers, body and signal. With `answerOnly`, the result is only an `Answer`
 * @throws whatever the connection or the signal rejects with
 * @example
 * const pricing = httpEndpoint('https://pricing.example', { fetch: nodeFetch });
 */
export function nodeFetch(url: string, init: AnswerInit = {}): Promise<Response> {
  const dispatcher = init.answerOnly ? findDispatcher() : undefined;
  if (!dispatcher) return fetch(url, { redirect: 'manual', ...init });
  return readAnswer(dispatcher, url, init) as Promise<Answer> as Promise<Response>;
}

/** The part of undici's dispatcher that is used here: https://undici.nodejs.org/#/docs/api/Dispatcher */
type Dispatcher = {
  dispatch(
    options: { origin: string; path: string; method: 'GET'; headers: Record<string, string> },
    handler: {
      onConnect(abort: (reason?: unknown) => void): void;
      onHeaders(status: number, fields: Buffer[]): boolean;
      onData(chunk: Buffer): boolean;
      onComplete(): void;
      onError(error: unknown): void;
    },
  ): unknown;
};

/**
 * The dispatcher of Node's `fetch`; undefined on other runtimes. undici shares it under a name with the version of this interface:
 * https://github.com/nodejs/undici/blob/main/lib/global.js
 */
function findDispatcher(): Dispatcher | undefined {
  const name = Symbol.for('undici.globalDispatcher.1');
  const shared = globalThis as { [name]?: Dispatcher };
  // Node loads undici when one of the web's classes is used for the first time.
  if (!shared[name]) new Headers();
  return shared[name];
}

/**
 * Reads a whole answer. It ends early when more than {@link fragmentLimit} bytes have come. Only an answer with status 200 has text.
 *
 * @param init headers and a signal
 */
function readAnswer(dispatcher: Dispatcher, url: string, init: AnswerInit): Promise<Answer> {
  const pathAt = url.indexOf('/', url.indexOf('//') + 2);
  const { signal } = init;
  const headers = init.headers as Record<string, string>;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let said: Buffer[] = [];
    let size = 0;
    let stop: ((reason?: unknown) => void) | undefined;
    const onAbort = () => stop?.(signal?.reason);
    const answer = () => resolve(toAnswer(status, said, size, chunks, () => stop?.()));
    const end = () => {
      stop = undefined;
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort);
    const target = { origin: url.slice(0, pathAt), path: url.slice(pathAt) };
    dispatcher.dispatch(
      { ...target, method: 'GET', headers },
      {
        onConnect(abort) {
          stop = abort;
          if (signal?.aborted) onAbort();
        },
        onHeaders(code, fields) {
          status = code;
          said = fields;
          // Statuses below 200, such as 103, come before the answer.
          if (code > 200) answer();
          return true;
        },
        onData(chunk) {
          size += chunk.byteLength;
          if (status === 200) chunks.push(chunk);
          if (size <= fragmentLimit) return true;
          answer();
          stop?.();
          return false;
        },
        onComplete() {
          end();
          answer();
        },
        onError(error) {
          end();
          reject(error);
        },
      },
    );
  });
}

/** @param fields names and values of headers by turns */
function toAnswer(
  status: number,
  fields: Buffer[],
  size: number,
  chunks: Buffer[],
  stop: () => void,
): Answer {
  const headers = toHeaders(fields);
  return {
    ...{ status, headers, size },
    body: { cancel: async () => stop() },
    async text() {
      if (headers.has('content-encoding'))
        throw new Error('the body is encoded, and no encoding was asked for');
      return decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    },
  };
}

function toHeaders(fields: Buffer[]): AnswerHeaders {
  const values = new Map<string, string>();
  for (let at = 0; at < fields.length; at += 2) {
    const name = (fields[at] as Buffer).toString('latin1').toLowerCase();
    const value = (fields[at + 1] as Buffer).toString('latin1');
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { get: (name) => values.get(name) ?? null, has: (name) => values.has(name) };
}

const decoder = new TextDecoder('utf-8', { fatal: true });
