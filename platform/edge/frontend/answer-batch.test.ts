import { expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { type AskedFragment, readParts, toBatchPath } from '@jogakbo/contracts/fragment-batch';
import * as v from 'valibot';
import { createFrontend } from './create-frontend.ts';
import { defineFragment } from './fragment.ts';

const seen: Record<string, Record<string, string | undefined>> = {};
let release = () => {};

const echo = (name: string, more: { sharing?: { maxAge: number } } = {}) =>
  defineFragment({
    params: v.object({ product: v.optional(v.string()) }),
    ...more,
    async render(c, { product }) {
      seen[name] = {
        product,
        language: c.var.language,
        deadline: c.req.header(headers.deadline),
        token: c.req.header(headers.identity),
      };
      return `<b>${name}</b>`;
    },
  });
const broken = defineFragment({
  params: v.object({}),
  render: () => Promise.reject(new Error('broken')),
});
const hanging = defineFragment({
  params: v.object({}),
  render: () =>
    new Promise((resolve) => {
      release = () => resolve('<b>late</b>');
    }),
});
const build = { version: 'v2', stylesheet: { content: '', hash: '' }, remote: null };
const app = createFrontend({
  slice: 'shop',
  build,
  fragments: {
    shared: echo('shared', { sharing: { maxAge: 30 } }),
    personal: echo('personal'),
    broken,
    hanging,
  },
});

const asked = (path: string, more: Partial<AskedFragment> = {}): AskedFragment => ({
  ...{ path, deadline: 500, identified: false },
  ...more,
});

async function ask(fragments: AskedFragment[], known: string[] = ['v2'], sent: Record<string, string> = {}) {
  return app.request(toBatchPath({ known, fragments }), { headers: sent }, { LOG_LEVEL: 'off' });
}

async function read(response: Response) {
  const parts = await Array.fromAsync(readParts(response));
  return parts.map(({ part, status, body }) => [part, status, new TextDecoder().decode(body).slice(0, 40)]);
}

test('a batch answers each fragment with its own status and headers', async () => {
  const response = await ask([
    asked('/fragments/shared'),
    asked('/fragments/broken'),
    asked('/fragments/none'),
  ]);
  const parts = await Array.fromAsync(readParts(response));
  const byPart = Object.fromEntries(parts.map(({ part, ...rest }) => [part, rest]));
  expect(byPart[0]).toMatchObject({ status: 200, headers: { [headers.version]: 'v2' } });
  expect(byPart[0]?.headers['cache-control']).toContain('max-age=30');
  expect(new TextDecoder().decode(byPart[0]?.body)).toBe('<b>shared</b>');
  expect([byPart[1]?.status, byPart[2]?.status]).toEqual([500, 404]);
});

test.each([[['v1']], [['']]])(
  'a batch brings the manifest first to a caller that knows %p',
  async (known) => {
    const [first, second] = await read(await ask([asked('/fragments/shared')], known));
    expect(first).toEqual(['manifest', 200, expect.stringContaining('{"slice":"shop","version":"v2"')]);
    expect(second).toEqual([0, 200, '<b>shared</b>']);
  },
);

test('a batch brings no manifest to a caller that knows the version', async () => {
  expect(await read(await ask([asked('/fragments/shared')], ['v1', 'v2']))).toEqual([
    [0, 200, '<b>shared</b>'],
  ]);
});

test('each fragment has the parameters, the deadline and the language of its own request', async () => {
  const fragments = [
    asked('/fragments/shared?product=1&other=2', { deadline: 123 }),
    asked('/fragments/personal'),
  ];
  await read(await ask(fragments, ['v2'], { 'accept-language': 'en', [headers.deadline]: '500' }));
  expect(seen.shared).toMatchObject({ product: '1', language: 'en', deadline: '123' });
  expect(seen.personal).toMatchObject({ product: undefined, language: 'en', deadline: '500' });
});

test('only a personal fragment that is marked gets the token, and only it fails if the token is not valid', async () => {
  const sent = { [headers.identity]: 'token' };
  const statusOf = async (name: string, identified: boolean) =>
    (await read(await ask([asked(`/fragments/${name}`, { identified })], ['v2'], sent)))[0]?.[1];
  // This worker has no keys, so a request with a token fails.
  expect(await statusOf('shared', true)).toBe(200);
  expect(await statusOf('personal', false)).toBe(200);
  expect(await statusOf('personal', true)).toBe(500);
});

test('a fragment that hangs does not hold back the others', async () => {
  const response = await ask([asked('/fragments/hanging'), asked('/fragments/shared')]);
  const parts = readParts(response);
  expect((await parts.next()).value).toMatchObject({ part: 1, status: 200 });
  release();
  expect((await parts.next()).value).toMatchObject({ part: 0, status: 200 });
  expect((await parts.next()).done).toBe(true);
});

test.each(['/healthz', '/fragments/../healthz', '/fragments/shared/../../healthz', 'http://elsewhere/'])(
  'a batch asks for fragments only, not for %s',
  async (path) => {
    expect((await read(await ask([asked(path)])))[0]?.[1]).toBe(404);
  },
);

test.each(['', '[]', '{}', 'x', '[{"path":1}]', JSON.stringify(Array(65).fill(asked('/fragments/shared')))])(
  'a request with the fragments %p is answered with the manifest',
  async (fragments) => {
    const query = new URLSearchParams({ fragments });
    const response = await app.request(`/fragments.json?${query}`, {}, { LOG_LEVEL: 'off' });
    expect(await response.json()).toMatchObject({ slice: 'shop', version: 'v2', batches: true });
  },
);
