import { describe, expect, test } from 'bun:test';
import * as v from 'valibot';
import { createApp } from './create-app.ts';
import { validate } from './validate.ts';

const app = createApp('test');
app.get('/seen', (c) => {
  const { trace, language, identity, expires } = c.var;
  return c.json({ trace, language, identity, left: Number.isFinite(expires) ? expires - Date.now() : null });
});
app.post('/echo', validate('json', v.object({ name: v.string() })), (c) => c.json(c.req.valid('json')));
app.get('/broken', () => {
  throw new Error('the password is hunter2');
});

const quiet = { LOG_LEVEL: 'off' };
const send = (path: string, init?: RequestInit) => app.request(path, init, quiet);
const post = (body: BodyInit, type = 'application/json') =>
  send('/echo', { method: 'POST', headers: { 'content-type': type }, body });

describe('a request', () => {
  test('continues its trace, with a span of this worker', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const { trace } = await (await send('/seen', { headers: { traceparent } })).json();
    expect(trace).toMatchObject({ id: '4bf92f3577b34da6a3ce929d0e0e4736', parent: '00f067aa0ba902b7' });
    expect(trace.span).toMatch(/^[0-9a-f]{16}$/);
    expect(trace.span).not.toBe(trace.parent);
  });

  test('links the trace of a client where a trace begins, and never continues it', async () => {
    const outermost = createApp('edge', { outermost: true });
    outermost.get('/', (c) => c.json(c.var.trace));
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const ask = async (traceparent: string) =>
      (await outermost.request('/', { headers: { traceparent } }, quiet)).json();
    const trace = await ask(`00-${id}-00f067aa0ba902b7-01`);
    expect(trace).toMatchObject({ link: `${id}-00f067aa0ba902b7` });
    expect([trace.id === id, trace.parent]).toEqual([false, undefined]);
    expect(await ask('nonsense')).not.toHaveProperty('link');
  });

  test('gets the versions of its caller, but never those of a client', async () => {
    const init = { headers: { 'cloudflare-workers-version-overrides': 'cart="1"' } };
    const seen = async (outermost: boolean) => {
      const worker = createApp('edge', { outermost });
      worker.get('/', (c) => c.json({ versions: c.var.versions ?? null }));
      return (await worker.request('/', init, quiet)).json();
    };
    expect(await seen(false)).toEqual({ versions: 'cart="1"' });
    expect(await seen(true)).toEqual({ versions: null });
  });

  test.each([
    '',
    'nonsense',
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
  ])('traceparent %p starts a new trace', async (traceparent) => {
    const { trace } = await (await send('/seen', { headers: { traceparent } })).json();
    expect(trace.id).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    expect(trace.parent).toBeUndefined();
  });

  test.each([
    [undefined, 'ko'],
    ['en', 'en'],
    ['en-US,en;q=0.9,ko;q=0.8', 'en'],
    ['en;q=0.1, ko;q=0.2', 'ko'],
    ['fr, en;q=0', 'ko'],
    ['x'.repeat(10_000), 'ko'],
  ])('accept-language %p is read as %p', async (header, language) => {
    const headers: Record<string, string> = header ? { 'accept-language': header } : {};
    expect(await (await send('/seen', { headers })).json()).toMatchObject({ language });
  });

  test.each([
    ['250', true],
    ['-5', false],
    ['soon', false],
    ['1e9', false],
  ])('a deadline of %p is heeded: %p', async (deadline, heeded) => {
    const { left } = await (await send('/seen', { headers: { 'x-jogakbo-deadline': deadline } })).json();
    expect(left !== null).toBe(heeded);
    if (heeded) expect(left).toBeLessThanOrEqual(250);
  });
});

describe('an error', () => {
  test('that is unexpected gets 500 without details', async () => {
    const errors: unknown[] = [];
    const { error } = console;
    console.error = (line) => errors.push(line);
    const answer = await send('/broken');
    console.error = error;
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(text).not.toContain('hunter2');
    expect(String(errors[0])).toContain('hunter2');
    expect(JSON.parse(String(errors[0])).trace).toBe(JSON.parse(text).trace);
  });

  test('for an unknown path is a 404 problem', async () => {
    const answer = await send('/nowhere');
    expect(await answer.json()).toMatchObject({ type: 'about:blank', title: 'Not Found', status: 404 });
  });

  test.each([
    ['{"name":"a"}', 'application/json', 200],
    ['{"name":"a"}', 'application/json; charset=utf-8', 200],
    ['{"name":1}', 'application/json', 422],
    ['{"name"', 'application/json', 400],
    ['{"name":"a"}', 'text/plain', 415],
    ['{"name":"a"}', 'application/jsonx', 415],
    [new Uint8Array([0xc3, 0x28]), 'application/json', 400],
    [`"${'x'.repeat(65_535)}"`, 'application/json', 413],
  ] as const)('a body is judged before any handler reads it (%#)', async (body, type, status) => {
    const answer = await post(body as BodyInit, type);
    expect(answer.status).toBe(status);
    if (status !== 200) expect(await answer.json()).toMatchObject({ status });
  });

  test('for wrong input names the wrong field', async () => {
    expect(await (await post('{"name":1}')).json()).toMatchObject({ errors: [{ field: 'name' }] });
  });
});
