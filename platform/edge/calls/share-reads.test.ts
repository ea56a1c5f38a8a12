import { describe, expect, test } from 'bun:test';
import * as v from 'valibot';
import { type Caller, type CallOptions, call } from './call.ts';
import { shareReads } from './share-reads.ts';

const Value = v.object({ value: v.number() });

const createCaller = (language: 'ko' | 'en' = 'ko', left = 5_000): Caller => ({
  var: {
    trace: { id: 'a'.repeat(32), span: 'b'.repeat(16) },
    language,
    token: 'token',
    expires: Date.now() + left,
  },
  req: { raw: { signal: new AbortController().signal } },
});

/** A callee that counts its requests. `answer` may make it wait. */
function createCallee(answer: (request: Request) => Response | Promise<Response>) {
  const asked: string[] = [];
  const fetch = async (request: Request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return answer(request);
  };
  return { asked, fetch };
}

const answerOne = () => Response.json({ value: 1 });
const ask = (
  callee: ReturnType<typeof createCallee>,
  path = '/a',
  options: CallOptions = {},
  caller = createCaller(),
) => call(caller, callee, path, Value, options);

describe('reads that are shared', () => {
  test('ask a callee once for the same path, at the same time and later', async () => {
    const callee = createCallee(answerOne);
    await shareReads(async () => {
      const both = await Promise.all([ask(callee), ask(callee)]);
      expect([...both, await ask(callee)]).toEqual(Array(3).fill({ ok: true, value: { value: 1 } }));
    });
    expect(callee.asked).toEqual(['GET /a']);
  });

  test('share failures, too', async () => {
    const callee = createCallee(() => Response.json({ title: 'no', status: 404 }, { status: 404 }));
    const results = await shareReads(() => Promise.all([ask(callee), ask(callee)]));
    for (const result of results) expect(result).toMatchObject({ ok: false, reason: 'not-found' });
    expect(callee.asked).toHaveLength(1);
  });

  test('are asked apart if path, callee, language, identity or headers differ', async () => {
    const [callee, other] = [createCallee(answerOne), createCallee(answerOne)];
    await shareReads(async () => {
      await ask(callee);
      await ask(callee, '/b');
      await ask(callee, '/a', {}, createCaller('en'));
      await ask(callee, '/a', { identified: true });
      await ask(callee, '/a', { headers: { 'x-a': '1' } });
      await ask(other);
    });
    expect([callee.asked.length, other.asked.length]).toEqual([5, 1]);
  });

  test('are asked again after a change, or if the caller wants the newest answer', async () => {
    const callee = createCallee(answerOne);
    await shareReads(async () => {
      await ask(callee);
      await ask(callee, '/a', { headers: { 'cache-control': 'no-cache' } });
      await ask(callee, '/a', { method: 'POST' });
      await ask(callee);
    });
    expect(callee.asked).toEqual(['GET /a', 'GET /a', 'POST /a', 'GET /a']);
  });

  test('end with their scope, and are never shared by two of them', async () => {
    const callee = createCallee(answerOne);
    await Promise.all([
      shareReads(() => ask(callee)),
      shareReads(() => ask(callee)),
      ask(callee),
      ask(callee),
    ]);
    expect(callee.asked).toHaveLength(4);
  });

  test('do not take over the shorter time of an earlier call', async () => {
    const callee = createCallee(({ signal }) =>
      callee.asked.length > 1
        ? answerOne()
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const results = await shareReads(() => Promise.all([ask(callee, '/a', { within: 20 }), ask(callee)]));
    expect(results).toMatchObject([{ ok: false, reason: 'timeout' }, { ok: true }]);
  });

  test('do not wait longer than their own time for an earlier call', async () => {
    const release = Promise.withResolvers<Response>();
    const callee = createCallee(() => release.promise);
    await shareReads(async () => {
      const first = ask(callee);
      expect(await ask(callee, '/a', { within: 20 })).toMatchObject({ ok: false, reason: 'timeout' });
      release.resolve(answerOne());
      expect(await first).toMatchObject({ ok: true });
    });
    expect(callee.asked).toHaveLength(1);
  });
});
