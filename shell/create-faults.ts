import type { Endpoint } from '@jogakbo/compose';
import { headers } from '@jogakbo/contracts/fragment';
import * as v from 'valibot';

/** A fault between the shell and one fragment: the body of `POST /_dev/faults`. */
export const Fault = v.object({
  fragment: v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z-]+$/, 'must be slice/name')),
  kind: v.picklist([
    'hang',
    'error',
    'truncate',
    'slow',
    'drip',
    'oversized',
    'unbalanced',
    'type',
    'version',
  ]),
  /** The delay of a slow fragment, in milliseconds. */
  ms: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000)), 2_000),
  /** Which copies may be shown during the fault. */
  copy: v.optional(v.picklist(['none', 'stale', 'any']), 'none'),
});
export type Fault = v.InferOutput<typeof Fault>;
export type Faults = ReturnType<typeof createFaults>;

/** Keeps one fault for each fragment, and makes endpoints that commit them. */
export function createFaults() {
  const faults = new Map<string, Fault>();
  return {
    set: (fault: Fault) => faults.set(fault.fragment, fault),
    clear: () => faults.clear(),
    list: () => [...faults.values()],
    copies: (fragment: string) => faults.get(fragment)?.copy ?? 'any',
    between(slice: string, endpoint: Endpoint): Endpoint {
      if (faults.size === 0) return endpoint;
      return {
        fetch(input, init) {
          const request = new Request(input, init);
          const name = new URL(request.url).pathname.match(/^\/fragments\/([^/]+)$/)?.[1];
          const fault = faults.get(`${slice}/${name}`);
          return fault ? commit(fault, request, endpoint) : endpoint.fetch(request);
        },
      };
    },
  };
}

async function commit(fault: Fault, request: Request, endpoint: Endpoint): Promise<Response> {
  switch (fault.kind) {
    case 'error':
      return new Response('fault', { status: 500 });
    case 'hang':
      return new Promise((_, reject) =>
        request.signal.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return endpoint.fetch(request);
    default: {
      const response = await endpoint.fetch(request);
      return spoil(fault.kind, await response.text(), response);
    }
  }
}

type Spoilt = Exclude<Fault['kind'], 'error' | 'hang' | 'slow'>;

/** Turns a whole answer into one that must not get into a page. */
function spoil(kind: Spoilt, html: string, answer: Response): Response {
  const changed = { status: answer.status, headers: new Headers(answer.headers) };
  switch (kind) {
    case 'truncate':
      return new Response(html.slice(0, html.length / 2), changed);
    case 'unbalanced':
      return new Response(`</div><section>${html}`, changed);
    case 'oversized':
      return new Response(`${html}<!--${'x'.repeat(600 * 1024)}-->`, changed);
    case 'drip':
      return new Response(drip(html), changed);
    case 'type':
      changed.headers.set('content-type', 'application/octet-stream');
      return new Response(html, changed);
    case 'version':
      changed.headers.set(headers.version, 'another');
      return new Response(html, changed);
  }
}

/** Sends 1 KB in a second. */
function drip(html: string): ReadableStream {
  const bytes = new TextEncoder().encode(html);
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + 256));
      at += 256;
      await new Promise((resolve) => setTimeout(resolve, 250));
    },
  });
}
