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
 * Reads a whole answer. Only an answer with status 200 has a body.
 *
 * @param init headers, a signal and a limit
 */
function readAnswer(dispatcher: Dispatcher, url: string, init: AnswerInit): Promise<Answer> {
  const pathAt = url.indexOf('/', url.indexOf('//') + 2);
  const { signal, limit = Number.POSITIVE_INFINITY } = init;
  const headers = init.headers as Record<string, string>;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let said: AnswerHeaders = none;
    let size = 0;
    let stop: ((reason?: unknown) => void) | undefined;
    const onAbort = () => stop?.(signal?.reason);
    const end = () => {
      stop = undefined;
      signal?.removeEventListener('abort', onAbort);
    };
    const arrayBuffer = async () => {
      if (said.has('content-encoding')) throw new Error('the body is encoded, and no encoding was asked for');
      // A copy, as a chunk is a part of a much larger buffer.
      const whole = new Uint8Array(size);
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.byteLength;
      }
      return whole.buffer;
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
          // Statuses below 200, such as 103, come before the answer.
          if (code < 200) return true;
          status = code;
          said = toHeaders(fields);
          const cancel = async () => stop?.();
          const body = { cancel } as ReadableStream;
          if (status !== 200) resolve({ status, headers: said, body, arrayBuffer });
          return true;
        },
        onData(chunk) {
          size += chunk.byteLength;
          if (status === 200) chunks.push(chunk);
          if (size <= limit) return true;
          stop?.(new Error(`the body is longer than ${limit} bytes`));
          return false;
        },
        onComplete() {
          end();
          resolve({ status, headers: said, body: null, arrayBuffer });
        },
        onError(error) {
          end();
          reject(error);
        },
      },
    );
  });
}

/**
 * The headers of an answer. Only those that are asked for are decoded.
 *
 * @param fields names and values of headers by turns
 */
function toHeaders(fields: Buffer[]): AnswerHeaders {
  return { get, has: (name) => get(name) !== null };

  function get(name: string): string | null {
    const values: string[] = [];
    fields.forEach((field, at) => {
      const isName = at % 2 === 0 && field.byteLength === name.length;
      if (isName && toText(field).toLowerCase() === name) values.push(toText(fields[at + 1] as Buffer));
    });
    return values.length === 0 ? null : values.join(', ');
  }
}

function toText(field: Buffer): string {
  return field.toString('latin1');
}

const none = toHeaders([]);
