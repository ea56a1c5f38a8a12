import { manifestPath } from '@jogakbo/contracts/fragment';
import { type HostCase, hostCases, type Observed, type ProbeRequest, toHtml } from './host-cases.ts';

/**
 * The fragment server with which a host is checked. Its slice is `probe`. The host must have a page at `/` with the query parameter `case`
 * and two slots: `probe/first`, which is primary, and `probe/second`, with a deadline of a second and the fallback `<p>fallback</p>`.
 */
export type Probe = {
  /** Answers a request of the host. */
  fetch: (request: Request) => Promise<Response>;
  /** The requests for fragments in a case, in their order. */
  askedIn: (id: string) => ProbeRequest[];
};

/** Makes a {@link Probe}. Serve it at an address that the host knows. */
export function createProbe(cases: HostCase[] = hostCases): Probe {
  const asked: ProbeRequest[] = [];
  const declared = { params: ['case'], personal: false, island: false, refreshOn: [] };
  const manifest = {
    ...{ slice: 'probe', version: '1', remote: null, stylesheet: { content: '', hash: '' } },
    fragments: { first: declared, second: declared },
  };
  return {
    async fetch(request) {
      const { pathname: path, searchParams: query } = new URL(request.url);
      if (path === manifestPath) return Response.json(manifest);
      const name =
        path === '/fragments/first' ? 'first' : path === '/fragments/second' ? 'second' : undefined;
      if (!name) return new Response(null, { status: 404 });
      asked.push({ path, query, headers: request.headers });
      const answer = cases.find(({ id }) => id === query.get('case'))?.[name];
      return answer ? answer() : toHtml(`<p>${name}</p>`);
    },
    askedIn: (id) => asked.filter(({ query }) => query.get('case') === id),
  };
}

/**
 * Runs one case against a host.
 *
 * @param ask sends a request to the host, such as `(path, init) => fetch(origin + path, init)`
 * @returns a sentence without a final dot; undefined if there is no fault
 */
export async function checkHost(
  { id, request = {}, find }: HostCase,
  ask: (path: string, init: RequestInit) => Promise<Response>,
  probe: Probe,
): Promise<string | undefined> {
  // A fragment that is well ends the row of failures of the case before, so no breaker opens.
  await (await ask('/?case=well', {})).text();
  const { method = 'GET', query = '', headers = {} } = request;
  const began = performance.now();
  const response = await ask(`/?case=${id}${query}`, { method, headers, redirect: 'manual' });
  const body = await response.text();
  const observed: Observed = {
    ...{ status: response.status, headers: response.headers, body },
    ...{ milliseconds: performance.now() - began, asked: probe.askedIn(id) },
  };
  return find(observed);
}
