import { afterAll, describe, expect, test } from 'bun:test';
import pricing from '../../../frontends/pricing/worker.ts';
import { installPrograms, programs } from '../../../tests/install-compose.helper.ts';
import { findNode } from '../../../tools/find-node.ts';
import { clockSlice } from '../example/clock-slice.ts';
import { greetingSlice } from '../example/greeting-slice.ts';
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
  await installPrograms();
  node = Bun.spawn([findNode(programs), `${import.meta.dir}/node-server.ts`], {
    stdout: 'pipe',
    stdin: 'ignore',
  });
  const { value } = await node.stdout.getReader().read();
  const origin = new TextDecoder().decode(value).trim();
  return { ask: (path, init) => fetch(origin + path, init) };
}, ['today']);

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
