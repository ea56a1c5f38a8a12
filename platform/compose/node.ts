/**
 * Serves a host on Node, whose HTTP server does not know the web's `Request` and `Response`, and calls slices with Node's own client.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostContext } from './host-options.ts';

export { nodeFetch } from './node-fetch.ts';

export type NodeOptions = {
  /** The public origin, such as `https://shop.example`, behind a proxy that ends TLS. By default `http://` and the `host` header. */
  origin?: string;
  /** Called with an error of a host or of a body. By default it is written to the console. */
  onError?: (error: unknown) => void;
};

/**
 * Makes a listener for `createServer` of `node:http`.
 *
 * @param handle answers a request. Pass `host.handle` itself: then pages that are ready need no `Response`, which costs much on Node
 * @example
 * createServer(toNodeListener(host.handle)).listen(8080);
 */
export function toNodeListener(
  handle: (request: Request, context: HostContext) => Promise<Response>,
  { origin, onError = console.error }: NodeOptions = {},
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async function listen(incoming, outgoing) {
    const gone = new AbortController();
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) gone.abort();
    });
    try {
      const request = toRequest(incoming, origin, gone.signal);
      if (!request) return void outgoing.writeHead(400).end();
      const response = await handle(request, { respond });
      if (response instanceof ReadyPage) response.send(outgoing);
      else await send(response, outgoing);
    } catch (error) {
      if (!gone.signal.aborted) onError(error);
      // Once a part is sent, only a broken connection tells the client that the rest is missing.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    }
  };
}

/**
 * A page that is ready. It takes the place of a `Response`, which would copy the bytes into a stream, from which they would be read again.
 */
class ReadyPage {
  readonly send: (outgoing: ServerResponse) => void;

  constructor(bytes: Uint8Array, { status, headers }: { status: number; headers: Record<string, string> }) {
    const fields = { ...headers, 'content-length': bytes.byteLength };
    this.send = (outgoing) => outgoing.writeHead(status, fields).end(bytes);
  }
}

const respond: NonNullable<HostContext['respond']> = (bytes, init) =>
  new ReadyPage(bytes, init) as unknown as Response;

/** Undefined if the request has no usable address. */
function toRequest(incoming: IncomingMessage, origin: string | undefined, signal: AbortSignal) {
  const { method = 'GET', url = '/', headers } = incoming;
  const address = (origin ?? `http://${headers.host}`) + url;
  if (!url.startsWith('/') || !URL.canParse(address)) return undefined;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
  );
  const body = method === 'GET' || method === 'HEAD' ? null : (incoming as unknown as ReadableStream);
  // Without `duplex`, Node refuses a body that is a stream.
  return new Request(address, { method, headers: pairs, body, signal, duplex: 'half' } as RequestInit);
}

async function send({ status, headers, body }: Response, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  outgoing.writeHead(status);
  for await (const chunk of body ?? [])
    if (!outgoing.write(chunk))
      await new Promise((resume) => outgoing.once('drain', resume).once('close', resume));
  outgoing.end();
}
