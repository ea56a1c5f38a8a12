import { createMinter } from '@jogakbo/edge/create-minter';
import { gatewayAudience, gatewayCheckPath, gatewayHeader } from '@jogakbo/gateway/contract';

/** A service binding, as a worker has it. */
export type Service = { fetch(request: Request | string, init?: RequestInit): Promise<Response> };

type Options = {
  /** The address of the gateway, such as `https://services.jogakbo.example`. */
  url: string;
  /** The private key of the shell. */
  key: string;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
};

/** Makes bindings of services that a gateway serves. Each call is signed with the key of the shell. */
export function createServices({ url, key, fetch = globalThis.fetch, now = Date.now }: Options) {
  const address = url.replace(/\/+$/, '');
  const mint = createMinter(key);
  const sign = () => mint({ audience: [gatewayAudience] }, now());

  return {
    /** The binding of a slice's service. */
    of(slice: string): Service {
      return {
        async fetch(input, init) {
          const request = input instanceof Request && !init ? input : new Request(input, init);
          const { pathname, search } = new URL(request.url);
          const headers = new Headers(request.headers);
          headers.set(gatewayHeader, await sign());
          // The runtime would decode the body, but keep the header that names the encoding.
          headers.set('accept-encoding', 'identity');
          const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
          return fetch(`${address}/${slice}${pathname}${search}`, {
            ...{ method: request.method, headers, signal: request.signal, redirect: 'manual' },
            ...(hasBody ? { body: await request.arrayBuffer() } : {}),
          });
        },
      };
    },

    /** Returns a sentence that says why the services cannot be called; undefined if they can. */
    async findProblem(): Promise<string | undefined> {
      try {
        const answer = await fetch(`${address}${gatewayCheckPath}`, {
          headers: { [gatewayHeader]: await sign() },
          ...{ redirect: 'manual', signal: AbortSignal.timeout(checkTimeoutMs) },
        });
        if (answer.status === 200) return undefined;
        if (answer.status === 401)
          return `The services at ${address} refuse the key. IDENTITY_KEY must be the key of the shell of that shop, and the clock of this machine must be right.`;
        return `${address} is not the gateway of a shop: it answered ${answer.status}.`;
      } catch (error) {
        return `The services at ${address} do not answer: ${error instanceof Error ? error.message : error}`;
      }
    },
  };
}

const checkTimeoutMs = 10_000;
