import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metrics } from '@jogakbo/edge/metrics';
import { signWebhook, toWebhookKey } from '@jogakbo/edge/sign-webhook';
import { root } from './workers.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-alerts-'));
let good = 100;
let takes = true;
const messages: { headers: Headers; body: string }[] = [];
/** Answers as Prometheus, and takes webhooks. */
const server = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  async fetch(request) {
    if (request.method === 'POST') {
      messages.push({ headers: request.headers, body: await request.text() });
      return new Response(null, { status: takes ? 204 : 500 });
    }
    const query = new URL(request.url).searchParams.get('query') ?? '';
    const value = (count: number) => [1, String(count)];
    const fragment = 'pricing/price';
    const result = query.includes(metrics.requests.prometheus)
      ? [{ metric: { fragment }, value: value(1_000) }]
      : [
          { metric: { fragment, le: '300.0' }, value: value(good) },
          { metric: { fragment, le: '+Inf' }, value: value(1_000) },
        ];
    return Response.json({ status: 'success', data: { resultType: 'vector', result } });
  },
});
afterAll(() => Promise.all([server.stop(true), rm(folder, { recursive: true })]));

async function run(...more: string[]) {
  return runWith('secret', ...more);
}

async function runWith(secret: string, ...more: string[]) {
  const url = server.url.origin;
  const state = join(folder, 'alerts.json');
  const child = Bun.spawn(
    ['bun', 'tools/alerts.ts', '--prometheus', url, '--webhook', `${url}/hook`, '--state', state, ...more],
    { cwd: root, env: { ...Bun.env, ALERT_SECRET: secret }, stdout: 'pipe', stderr: 'pipe' },
  );
  const [out, error] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, out, error };
}

test('an alert is sent once, signed, and again when it ends; a message that was not taken is repeated', async () => {
  takes = false;
  expect(await run()).toMatchObject({ code: 1, error: expect.stringContaining('answers 500') });
  takes = true;
  const first = await run();
  expect(first.code).toBe(3);
  expect(first.out).toStartWith(
    'page: pricing/price burns its budget 180.0 times too fast in 1h (99.5 % within 300 ms)',
  );
  expect(await run('--json')).toMatchObject({ code: 3, out: expect.stringContaining('"severity": "page"') });
  good = 1_000;
  expect(await run()).toMatchObject({ code: 0, out: 'Every slice keeps its objectives.\n' });

  expect(messages).toHaveLength(3);
  const [, began, ended] = messages as [unknown, (typeof messages)[number], (typeof messages)[number]];
  expect(JSON.parse(began.body)).toMatchObject({ began: [{ fragment: 'pricing/price' }], ended: [] });
  expect(JSON.parse(ended.body)).toMatchObject({ began: [], ended: [{ fragment: 'pricing/price' }] });
  const [id, time] = ['webhook-id', 'webhook-timestamp'].map((name) => began.headers.get(name) as string);
  const sent = { id: id as string, time: Number(time) * 1_000, body: began.body };
  expect(began.headers.toJSON()).toMatchObject(await signWebhook(sent, toWebhookKey('secret')));
}, 60_000);

test.each([
  ['', 'Set ALERT_SECRET: the webhook is signed with it.'],
  ['whsec_no base64!', 'ALERT_SECRET begins with whsec_, so base64 has to follow.'],
  ['whsec_', 'ALERT_SECRET begins with whsec_, so base64 has to follow.'],
])('the secret %p is refused by a sentence', async (secret, sentence) => {
  const { code, out, error } = await runWith(secret);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(error).toContain(sentence);
});
