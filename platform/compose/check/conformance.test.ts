import { afterAll, describe, expect, test } from 'bun:test';
import pricing from '../../../frontends/pricing/worker.ts';
import { findNode } from '../../../tools/find-node.ts';
import { clockSlice } from '../example/clock-slice.ts';
import { greetingSlice } from '../example/greeting-slice.ts';
import { createHost } from '../host.ts';
import { httpEndpoint } from '../http.ts';
import { definePage } from '../index.ts';
import { programs, run } from '../install-compose.helper.ts';
import { frame, message } from '../test-frame.helper.ts';
import { checkHost, createProbe } from './check-host.ts';
import { describeServer } from './describe-server.helper.ts';
import { hostCases } from './host-cases.ts';

const price = {
  ...{ itemId: '2', productId: '1', list: 15_000, final: 10_390, discountPercent: 30 },
  ...{ unit: null, coupon: null, badges: [] },
};
const bff = { fetch: async () => Response.json(price) };
const askFace = async (path: string, init: RequestInit) =>
  pricing.request(path, init, { LOG_LEVEL: 'off', BFF: bff } as object);
describeServer('of a face', () => ({ ask: askFace, params: { product: '1', item: '2' } }), ['price']);

const toAsk = (slice: typeof clockSlice) => (path: string, init: RequestInit) =>
  slice.fetch(`http://slice${path}`, init);
describeServer('of the clock in the example', () => ({ ask: toAsk(clockSlice) }), ['now']);
describeServer('of the greeting in the example', () => ({ ask: toAsk(greetingSlice) }), ['hello']);

let node: Bun.Subprocess<'ignore', 'pipe', 'inherit'> | undefined;
afterAll(() => node?.kill());
describeServer('on Node', async () => {
  await run([process.execPath, 'install', '--frozen-lockfile'], programs);
  node = Bun.spawn([findNode(programs), `${import.meta.dir}/node-server.ts`], {
    stdout: 'pipe',
    stdin: 'ignore',
  });
  const { value } = await node.stdout.getReader().read();
  const origin = new TextDecoder().decode(value).trim();
  return { ask: (path, init) => fetch(origin + path, init) };
}, ['today']);

describe('a host with this engine', () => {
  const probe = createProbe();
  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, development: false, fetch: probe.fetch });
  const endpoint = httpEndpoint(server.url.origin);
  const page = definePage({
    query: ['case'],
    layout: '<slot name="first"></slot><slot name="second"></slot>',
    head: { markup: () => '<title>probe</title>' },
    slots: {
      first: { fragment: 'probe/first', primary: true },
      second: { fragment: 'probe/second', deadline: 500, fallback: () => '<p>fallback</p>' },
    },
  });
  const engine = createHost({
    ...{ endpointOf: () => endpoint, frame, notFound: message, unavailable: message, routes: { '/': page } },
  });
  const host = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: (request) => engine.handle(request) });
  const ask = (path: string, init: RequestInit) => fetch(host.url.origin + path, init);
  afterAll(() => Promise.all([server.stop(true), host.stop(true)]));

  test.each(hostCases)('keeps the rule $id: $holds', async (hostCase) => {
    expect(await checkHost(hostCase, ask, probe)).toBeUndefined();
  });
});

describe('a host that only passes the fragments on', () => {
  const probe = createProbe();
  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, development: false, fetch: probe.fetch });
  afterAll(() => server.stop(true));

  /** Fetches both fragments, again if one fails, joins them, and knows nothing of the protocol. */
  async function ask(path: string, { headers }: RequestInit): Promise<Response> {
    const { search } = new URL(path, server.url);
    const answers = ['first', 'second'].map(async (name) => {
      const load = () =>
        fetch(`${server.url.origin}/fragments/${name}${search}`, {
          ...(headers ? { headers } : {}),
          signal: AbortSignal.timeout(500),
        });
      const answer = await load();
      return answer.ok ? answer : load();
    });
    const [first, second] = await Promise.all(answers);
    return new Response(`${await first?.text()}${await second?.text()}`, { headers: first?.headers ?? {} });
  }

  test.each(hostCases.filter(({ id }) => !['page', 'nothing'].includes(id)))(
    'is found out by $id',
    async (hostCase) => {
      const fault = await checkHost(hostCase, ask, probe).catch((error: Error) => error.message);
      expect(fault).toBeString();
    },
  );
});
