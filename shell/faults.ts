import type { Endpoint } from '@jogakbo/compose/fetch-fragment';
import * as v from 'valibot';

/** A fault between the shell and one fragment, as `POST /_dev/faults` takes it. */
export const Fault = v.object({
  fragment: v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z-]+$/, 'must be slice/name')),
  kind: v.picklist(['hang', 'error', 'truncate', 'slow']),
  /** How much later a slow fragment comes, in milliseconds. */
  ms: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000)), 2_000),
  /** Which copies may be served meanwhile. */
  copy: v.optional(v.picklist(['none', 'stale', 'any']), 'none'),
});
export type Fault = v.InferOutput<typeof Fault>;
export type Faults = ReturnType<typeof createFaults>;

/** Faults that were asked for, one a fragment, and the endpoint that commits them. */
export function createFaults() {
  const faults = new Map<string, Fault>();
  return {
    set: (fault: Fault) => faults.set(fault.fragment, fault),
    clear: () => faults.clear(),
    list: () => [...faults.values()],
    copies: (fragment: string) => faults.get(fragment)?.copy ?? 'any',
    between(slice: string, endpoint: Endpoint | undefined): Endpoint | undefined {
      if (!endpoint || faults.size === 0) return endpoint;
      return {
        fetch(request) {
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
    case 'truncate': {
      const response = await endpoint.fetch(request);
      const html = await response.text();
      return new Response(html.slice(0, html.length / 2), {
        status: response.status,
        headers: response.headers,
      });
    }
  }
}
