import { describe, expect, setSystemTime, test } from 'bun:test';
import * as v from 'valibot';
import { type Caller, type CallOptions, call } from './call.ts';

const Answer = v.object({ value: v.number() });

function createCaller({
  left = Number.POSITIVE_INFINITY,
  signal = new AbortController().signal,
} = {}): Caller {
  return {
    var: {
      trace: { id: 'a'.repeat(32), span: 'b'.repeat(16) },
      language: 'en',
      token: 'someone',
      expires: Date.now() + left,
    },
    req: { raw: { signal } },
  };
}

const to = (answer: (request: Request) => Response | Promise<Response>) => ({
  fetch: async (request: Request) => answer(request),
});
/** Never answers, and rejects when its caller aborts, as a worker does. */
const hanging = to(
  (request) =>
    new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason))),
);

describe('a call to another worker', () => {
  test('sends trace, language, identity and the remaining time', async () => {
    let seen: Request | undefined;
    const binding = to((request) => {
      seen = request;
      return Response.json({ value: 1 });
    });
    const caller = createCaller({ left: 300 });
    expect(await call(caller, binding, '/x?y=1', Answer, { identified: true })).toEqual({
      ok: true,
      value: { value: 1 },
    });
    expect(seen?.url).toBe('http://worker/x?y=1');
    expect(seen?.headers.get('traceparent')).toBe(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
    expect(seen?.headers.get('accept-language')).toBe('en');
    expect(seen?.headers.get('x-jogakbo-identity')).toBe('someone');
    expect(Number(seen?.headers.get('x-jogakbo-deadline'))).toBeLessThanOrEqual(300);
    await call(caller, binding, '/x', Answer);
    expect(seen?.headers.has('x-jogakbo-identity')).toBe(false);
  });

  test('passes on that its caller wants the newest answer', async () => {
    const seen: (string | null)[] = [];
    const binding = to(({ headers }) => {
      seen.push(headers.get('cache-control'));
      return Response.json({ value: 1 });
    });
    const caller = createCaller();
    await call(caller, binding, '/x', Answer);
    await call({ ...caller, var: { ...caller.var, newest: true } }, binding, '/x', Answer);
    expect(seen).toEqual([null, 'no-cache']);
  });

  test('passes on the versions that its caller got', async () => {
    const seen: (string | null)[] = [];
    const binding = to(({ headers }) => {
      seen.push(headers.get('cloudflare-workers-version-overrides'));
      return Response.json({ value: 1 });
    });
    const caller = createCaller();
    await call(caller, binding, '/x', Answer);
    await call({ ...caller, var: { ...caller.var, versions: 'cart="1"' } }, binding, '/x', Answer);
    expect(seen).toEqual([null, 'cart="1"']);
  });

  test.each([
    [404, 'not-found'],
    [422, 'refused'],
    [409, 'refused'],
    [401, 'refused'],
    [429, 'refused'],
    [302, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [504, 'timeout'],
  ] as const)('a %p is the value %p, with its problem', async (status, reason) => {
    const problem = { type: 'about:blank', title: 'x', status, reason: 'why' };
    const failure = await call(
      createCaller(),
      to(() => Response.json(problem, { status })),
      '/',
      Answer,
    );
    expect(failure).toMatchObject({ ok: false, reason, status, problem: { reason: 'why' } });
  });

  test('fails as invalid if the answer does not match the schema, but accepts more fields', async () => {
    const { error } = console;
    console.error = () => {};
    const wrong = await call(
      createCaller(),
      to(() => Response.json({ value: 'x' })),
      '/',
      Answer,
    );
    const broken = await call(
      createCaller(),
      to(() => new Response('<html>')),
      '/',
      Answer,
    );
    console.error = error;
    expect(wrong).toMatchObject({ ok: false, reason: 'invalid' });
    expect(broken).toMatchObject({ ok: false, reason: 'unavailable' });
    const newer = await call(
      createCaller(),
      to(() => Response.json({ value: 1, added: true })),
      '/',
      Answer,
    );
    expect(newer).toEqual({ ok: true, value: { value: 1 } });
  });

  test('ends when its own time or the deadline of the request is over', async () => {
    expect(await call(createCaller(), hanging, '/', Answer, { within: 5 })).toMatchObject({
      ok: false,
      reason: 'timeout',
    });
    expect(await call(createCaller({ left: 5 }), hanging, '/', Answer)).toMatchObject({
      ok: false,
      reason: 'timeout',
    });
  });

  test('is not made if no time remains', async () => {
    let asked = false;
    const binding = to(() => {
      asked = true;
      return Response.json({ value: 1 });
    });
    expect(await call(createCaller({ left: 0 }), binding, '/', Answer)).toMatchObject({
      ok: false,
      reason: 'timeout',
    });
    expect(asked).toBe(false);
  });

  test('ends when its caller leaves', async () => {
    const { error } = console;
    console.error = () => {};
    const client = new AbortController();
    const calling = call(createCaller({ signal: client.signal }), hanging, '/', Answer);
    client.abort();
    expect(await calling).toMatchObject({ ok: false, reason: 'unavailable' });
    console.error = error;
  });
});

describe('a call that accepts a copy', () => {
  const open = () => {
    let asked = 0;
    const binding = to(() => Response.json({ value: ++asked }));
    const caller = createCaller();
    const ask = async (options: CallOptions = {}, more: Partial<Caller['var']> = {}, path = '/x') => {
      const of = { ...caller, var: { ...caller.var, ...more } };
      const found = await call(of, binding, path, Answer, { copy: 60_000, ...options });
      return found.ok && found.value.value;
    };
    return ask;
  };

  test('asks once for the same, and again for another path, language or version', async () => {
    const ask = open();
    expect([await ask(), await ask()]).toEqual([1, 1]);
    expect(await ask({}, {}, '/y')).toBe(2);
    expect(await ask({}, { language: 'ko' })).toBe(3);
    expect(await ask({}, { versions: 'cart="1"' })).toBe(4);
    expect(await ask()).toBe(1);
  });

  test('never uses a copy that is too old, for a caller that wants the newest answer, or for one person', async () => {
    const ask = open();
    await ask();
    expect(await ask({ copy: 0 })).toBe(2);
    expect(await ask({}, { newest: true })).toBe(3);
    expect(await ask({ identified: true })).toBe(4);
    expect([await ask({ identified: true }), await ask()]).toEqual([5, 1]);
    setSystemTime(Date.now() + 60_000);
    expect(await ask()).toBe(6);
    setSystemTime();
  });

  test('forgets the copies of a worker that it asks to change something', async () => {
    const ask = open();
    await ask();
    await ask({ method: 'PUT' });
    expect(await ask()).toBe(3);
  });

  test('keeps no failure', async () => {
    let asked = 0;
    const binding = to(() =>
      ++asked === 1 ? new Response(null, { status: 404 }) : Response.json({ value: 1 }),
    );
    const ask = () => call(createCaller(), binding, '/x', Answer, { copy: 60_000 });
    expect([(await ask()).ok, (await ask()).ok]).toEqual([false, true]);
  });
});
