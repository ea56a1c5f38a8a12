import { describe, expect, test } from 'bun:test';
import { joinTiers } from './join-tiers.ts';

type Env = { BFF?: Binding; PRICING?: Binding; ASSETS?: Binding; LEVEL?: string };
type Binding = { fetch(request: Request | string, init?: RequestInit): Promise<Response> };
type Context = { waitUntil(work: Promise<unknown>): void };

const seen: { frontend?: Env; bff?: Env; envs: Set<Env>; signal?: AbortSignal } = { envs: new Set() };
const frontend = {
  async fetch(request: Request, env: Env) {
    seen.frontend = env;
    seen.envs.add(env);
    const answer = await (env.BFF as Binding).fetch(`http://worker${new URL(request.url).pathname}`, {
      method: 'POST',
      body: await request.text(),
      signal: request.signal,
    });
    return new Response(`<b>${await answer.text()}</b>`, answer);
  },
};
const bff = {
  async fetch(request: Request, env: Env, context: Context) {
    seen.bff = env;
    seen.signal = request.signal;
    context.waitUntil(Promise.resolve('written'));
    if (new URL(request.url).pathname === '/broken') throw new Error('The BFF is broken.');
    return new Response(`${request.method} ${await request.text()}`, { status: 201 });
  },
};
const kept: Promise<unknown>[] = [];
const tiers = joinTiers(
  {
    frontend: { tier: frontend as never, hidden: ['PRICING'], inside: { BFF: 'bff' } },
    bff: { tier: bff as never, hidden: ['ASSETS'], inside: {} },
  },
  (work) => kept.push(work),
);
const binding = { fetch: async () => new Response() };
const env: Env = { ASSETS: binding, PRICING: binding, LEVEL: 'off' };
const ask = (path: string, init: RequestInit = { method: 'POST', body: 'milk' }) =>
  tiers.frontend.fetch(new Request(`http://shop${path}`, init), env as never, {} as never);

describe('joined tiers', () => {
  test('call each other with the same request and response', async () => {
    const answer = await ask('/price');
    expect([answer.status, await answer.text()]).toEqual([201, '<b>POST milk</b>']);
  });

  test('see only their own bindings, and the variables that all have', async () => {
    await ask('/price');
    expect(Object.keys(seen.frontend ?? {}).sort()).toEqual(['ASSETS', 'BFF', 'LEVEL']);
    expect(Object.keys(seen.bff ?? {}).sort()).toEqual(['LEVEL', 'PRICING']);
  });

  test('get the same env with every request', async () => {
    await ask('/price');
    await ask('/price');
    expect(seen.envs.size).toBe(1);
  });

  test('can keep work alive after the response', async () => {
    kept.length = 0;
    await ask('/price');
    expect(await Promise.all(kept)).toEqual(['written']);
  });

  test('pass on that the caller has gone', async () => {
    const leaving = new AbortController();
    await ask('/price', { method: 'POST', body: 'milk', signal: leaving.signal });
    leaving.abort();
    expect(seen.signal?.aborted).toBe(true);
  });

  test('fail as a binding fails', async () => {
    expect(ask('/broken')).rejects.toThrow('The BFF is broken.');
  });

  test('are entrypoints of their own', async () => {
    const answer = await tiers.bff.fetch(
      new Request('http://shop/', { method: 'PUT', body: 'bread' }),
      env as never,
      { waitUntil() {} } as never,
    );
    expect(await answer.text()).toBe('PUT bread');
  });
});
