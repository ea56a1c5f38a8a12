import { closing, opening } from '../fragments.ts';
import { announce, listen } from '../peers/listen.ts';

/** The floor of a page over HTTP: three requests, and their texts joined, without deadline, check or fallback. */
const origins = Object.values<string>(JSON.parse(process.argv[2] as string));
const path = '/fragments/off';
const headers = { 'content-type': 'text/html; charset=utf-8' };

if ('Bun' in globalThis) {
  const read = async (origin: string) => (await fetch(origin + path)).text();
  const join = async () =>
    new Response(opening + (await Promise.all(origins.map(read))).join('') + closing, { headers });
  announce(Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: join }).url.origin);
} else {
  const dispatcher = findDispatcher();
  const address = await listen(async (_, response) => {
    const parts = await Promise.all(origins.map((origin) => readOnNode(dispatcher, origin)));
    const page = opening + parts.join('') + closing;
    response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(page) }).end(page);
  });
  announce(address);
}

/** The client of Node's own `fetch`, which takes two thirds of the time of `node:http`. */
type Dispatcher = { dispatch(options: object, handler: object): void };

function findDispatcher(): Dispatcher {
  const name = Symbol.for('undici.globalDispatcher.1');
  // Node loads it with the first of the web's classes.
  new Headers();
  return (globalThis as { [name]?: Dispatcher })[name] as Dispatcher;
}

function readOnNode(dispatcher: Dispatcher, origin: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const handler = {
      onConnect() {},
      onHeaders: () => true,
      onData(chunk: Buffer) {
        chunks.push(chunk);
        return true;
      },
      onComplete: () => resolve(Buffer.concat(chunks).toString()),
      onError: reject,
    };
    dispatcher.dispatch({ origin, path, method: 'GET', headers: {} }, handler);
  });
}
