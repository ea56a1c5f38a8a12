import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import fc from 'fast-check';
import * as v from 'valibot';
import { createApp } from '../app/create-app.ts';
import { problem } from '../app/problem.ts';
import { addPublicRoutes } from './add-public-routes.ts';
import { definePublicRoute } from './public-route.ts';
import { toPublicPart } from './to-public-part.ts';

const pageSize = 3;
const View = v.object({ numbers: v.array(v.number()), page: v.number(), pages: v.number() });

const routes = [
  definePublicRoute({
    name: 'list_numbers',
    ...{ method: 'GET', path: '/numbers', scope: 'catalog:read', tool: true },
    summary: 'Numbers below a bound.',
    query: { below: v.pipe(v.string(), v.regex(/^\d{1,3}$/)), color: v.optional(v.string()) },
    position: v.object({ page: v.pipe(v.number(), v.minValue(1)) }),
    answer: v.pick(View, ['numbers']),
    view: View,
    toRequest: ({ query, position }) => ({
      path: `/inner?below=${query.below}&page=${position?.page ?? 1}`,
    }),
    toNext: ({ page, pages }) => (page < pages ? { page: page + 1 } : undefined),
  }),
  definePublicRoute({
    name: 'answer_with',
    ...{ method: 'GET', path: '/answers/{status}', scope: 'catalog:read', refusals: [404] },
    ...{ deprecation: { since: '2026-11-01', sunset: '2027-05-01', link: 'https://shop.example/docs' } },
    summary: 'Answers with a status.',
    params: { status: v.pipe(v.string(), v.regex(/^\d{3}$/)) },
    answer: v.object({ kept: v.string() }),
    toRequest: ({ params }) => ({ path: `/answers/${params.status}` }),
  }),
  definePublicRoute({
    name: 'add_line',
    ...{ method: 'POST', path: '/lines', scope: 'catalog:read', keyed: true, status: 201 },
    summary: 'Adds a line.',
    body: v.object({ text: v.string() }),
    answer: v.object({ text: v.string(), key: v.string() }),
    toRequest: ({ body }) => ({ path: '/inner-lines', method: 'POST', body }),
  }),
];

const app = createApp('numbers-bff');
app.get('/inner', (c) => {
  const [below, page] = [Number(c.req.query('below')), Number(c.req.query('page'))];
  const numbers = Array.from({ length: below }, (_, index) => index);
  return c.json({
    numbers: numbers.slice((page - 1) * pageSize, page * pageSize),
    ...{ page, pages: Math.max(1, Math.ceil(below / pageSize)), secret: 'internal' },
  });
});
app.get('/answers/:status', (c) => {
  const status = Number(c.req.param('status'));
  return status === 200 ? c.json({ kept: 'yes', left: 'internal' }) : problem(c, status);
});
app.post('/inner-lines', async (c) =>
  c.json({ ...(await c.req.json()), key: c.req.header('idempotency-key') }),
);
addPublicRoutes(app, 'numbers', routes);

describe('a public route', () => {
  test('needs a client, and the scope of the route', async () => {
    expect((await app.request('/v1/numbers?below=4')).status).toBe(401);
    const refused = await get('/numbers?below=4', 'cart:read');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      reason: 'missing-scope',
      detail: 'This needs the scope catalog:read. Your scopes are: cart:read.',
    });
    expect((await get('/numbers?below=4')).status).toBe(200);
  });

  test('is open only to clients that have its scope, whatever else they have', async () => {
    const scope = fc.constantFrom(
      'catalog:read',
      'catalog:reader',
      'cart:read',
      'read',
      '',
      '*',
      'CATALOG:READ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(scope, { maxLength: 4 }), async (granted) => {
        const { status } = await get('/answers/200', granted.join(' '));
        expect(status).toBe(granted.includes('catalog:read') ? 200 : 403);
      }),
      { numRuns: 50 },
    );
  });

  test('shows the fields of its schema only', async () => {
    expect(await (await get('/answers/200')).json()).toEqual({ kept: 'yes' });
  });

  test('names the wrong fields', async () => {
    const answer = await get('/numbers?below=many');
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ field: 'below' }] });
  });

  test('answers 304 to the ETag of the same answer', async () => {
    const first = await get('/numbers?below=4');
    const etag = first.headers.get('etag') as string;
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const ask = (below: number) => get(`/numbers?below=${below}`, 'catalog:read', { 'if-none-match': etag });
    expect((await ask(4)).status).toBe(304);
    expect((await ask(5)).status).toBe(200);
  });

  test('never sends a status that its document does not have', async () => {
    const { paths } = toPublicPart('numbers', routes);
    const { get: operation } = paths['/numbers/answers/{status}'] as { get: { responses: object } };
    const documented = Object.keys(operation.responses);
    for (const status of [200, 400, 402, 404, 409, 418, 429, 500, 502, 503, 504]) {
      const answer = await get(`/answers/${status}`);
      expect(documented).toContain(String(answer.status));
      expect(answer.status).toBe(documented.includes(String(status)) ? status : 500);
    }
  });

  test('says since when it is deprecated and when it ends, also in a refusal', async () => {
    for (const status of [200, 404]) {
      const { headers: sent } = await get(`/answers/${status}`);
      expect(sent.get('deprecation')).toBe(`@${Date.UTC(2026, 10, 1) / 1_000}`);
      expect(sent.get('sunset')).toBe('Sat, 01 May 2027 00:00:00 GMT');
      expect(sent.get('link')).toBe(
        '<https://shop.example/docs>; rel="deprecation", <https://shop.example/docs>; rel="sunset"',
      );
    }
    expect((await get('/numbers?below=4')).headers.get('deprecation')).toBeNull();
  });

  test('that changes something needs an idempotency key, and passes it on', async () => {
    const body = JSON.stringify({ text: 'a' });
    const post = (key: Record<string, string>) =>
      app.request('/v1/lines', {
        ...{ method: 'POST', body },
        headers: { 'content-type': 'application/json', [headers.scopes]: 'catalog:read', ...key },
      });
    for (const wrong of [{}, { 'idempotency-key': 'k'.repeat(101) }]) {
      const refused = await post(wrong);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ reason: 'no-idempotency-key' });
    }
    const made = await post({ 'idempotency-key': 'k1' });
    expect(made.status).toBe(201);
    expect(await made.json()).toEqual({ text: 'a', key: 'k1' });
  });
});

describe('cursors', () => {
  test('lead through a whole list, each element once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 }), async (below) => {
        const seen: number[] = [];
        let cursor: string | null = '';
        do {
          const answer = await get(`/numbers?below=${below}${cursor && `&cursor=${cursor}`}`);
          const page = (await answer.json()) as { numbers: number[]; next: string | null };
          seen.push(...page.numbers);
          cursor = page.next;
        } while (cursor !== null);
        expect(seen).toEqual(Array.from({ length: below }, (_, index) => index));
      }),
      { numRuns: 15 },
    );
  });

  test('of another query are refused', async () => {
    const { next } = (await (await get('/numbers?below=9&color=red')).json()) as { next: string };
    expect((await get(`/numbers?color=red&below=9&cursor=${next}`)).status).toBe(200);
    for (const other of ['below=8&color=red', 'below=9&color=blue', 'below=9'])
      expect((await get(`/numbers?${other}&cursor=${next}`)).status).toBe(422);
  });

  test('of any other text are refused as wrong input', async () => {
    const { next } = (await (await get('/numbers?below=9')).json()) as { next: string };
    const damaged = fc
      .tuple(fc.nat(next.length - 1), fc.constantFrom('A', '_', '%', ''))
      .map(([at, letter]) => next.slice(0, at) + letter + next.slice(at + 1));
    const text = fc.oneof(fc.string(), fc.base64String(), damaged).filter((each) => each !== next);
    await fc.assert(
      fc.asyncProperty(text, async (cursor) => {
        const { status } = await get(`/numbers?below=9&cursor=${encodeURIComponent(cursor)}`);
        expect([200, 422]).toContain(status);
      }),
      { numRuns: 100 },
    );
  });
});

test('a tool for assistants says where each argument belongs', () => {
  const [tool] = toPublicPart('numbers', routes).tools;
  expect(tool).toMatchObject({
    name: 'list_numbers',
    where: { below: 'query', color: 'query', cursor: 'query' },
    input: { type: 'object', required: ['below'] },
  });
});

function get(path: string, scopes = 'catalog:read', sent: Record<string, string> = {}) {
  return app.request(`/v1${path}`, { headers: { [headers.scopes]: scopes, ...sent } });
}
