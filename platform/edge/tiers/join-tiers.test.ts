import { describe, expect, test } from 'bun:test';
import { joinTiers, type Tier } from './join-tiers.ts';

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
const { tiers, viewOf } = joinTiers(
  {
    frontend: { tier: frontend as never, prefix: 'FRONTEND__', hidden: [], inside: { BFF: 'bff' } },
    bff: { tier: bff as never, prefix: 'BFF__', hidden: ['ASSETS'], inside: {} },
  },
  (work) => kept.push(work),
);
const binding = { fetch: async () => new Response() };
const env = { ASSETS: binding, BFF__PRICING: binding, BFF__KEY: 'of the BFF', LEVEL: 'off' };
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
    expect<unknown>(seen.bff).toEqual({ LEVEL: 'off', PRICING: binding, KEY: 'of the BFF' });
  });

  test('may each have their own value of a variable', () => {
    const both = { LEVEL: 'off', BFF__LEVEL: 'info' };
    expect([viewOf('frontend', both).LEVEL, viewOf('bff', both).LEVEL]).toEqual(['off', 'info']);
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

describe('queues and cron triggers of joined tiers', () => {
  const calls: string[] = [];
  const toService = (name: string, failing = false) => ({
    tier: {
      fetch: () => new Response(name),
      async queue({ queue }: { queue: string }, { KEY }: { KEY: string }) {
        calls.push(`${name} ${queue} ${KEY}`);
      },
      async scheduled({ cron }: { cron: string }, { KEY }: { KEY: string }) {
        calls.push(`${name} ${cron} ${KEY}`);
        if (failing) throw new Error(`${name} failed`);
      },
    } as unknown as Tier,
    ...{ prefix: `${name}__`, hidden: [], inside: {} },
  });
  const { worker } = joinTiers(
    {
      CART: { ...toService('CART'), queues: ['cart-events'] },
      ORDER: { ...toService('ORDER', true), queues: ['order-events'], crons: ['* * * * *', '17 * * * *'] },
      REVIEW: { ...toService('REVIEW'), crons: ['* * * * *', '30 18 * * *'] },
    },
    () => {},
  );
  const own = { CART__KEY: 'c', ORDER__KEY: 'o', REVIEW__KEY: 'r' } as never;
  const context = {} as never;

  test('a batch reaches only the consumer of its queue', async () => {
    calls.length = 0;
    await worker.queue?.({ queue: 'order-events' } as never, own, context);
    expect(calls).toEqual(['ORDER order-events o']);
  });

  test('a cron event reaches every tier with that trigger, and no other', async () => {
    calls.length = 0;
    await worker.scheduled?.({ cron: '30 18 * * *' } as never, own, context);
    expect(calls).toEqual(['REVIEW 30 18 * * * r']);
  });

  test('a job that fails does not stop those of other tiers, and the failure is seen', async () => {
    calls.length = 0;
    const fault = await Promise.resolve(
      worker.scheduled?.({ cron: '* * * * *' } as never, own, context),
    ).catch(({ message }) => message);
    expect(fault).toBe('ORDER failed');
    expect(calls).toEqual(['ORDER * * * * * o', 'REVIEW * * * * * r']);
  });

  test('a queue and a cron trigger that no tier has are a fault', () => {
    expect(worker.queue?.({ queue: 'lost' } as never, own, context)).rejects.toThrow(
      'No tier of this worker handles lost.',
    );
  });

  test('a queue of a tier without a handler is a fault at the start of the worker', () => {
    const tier = { fetch: () => new Response() };
    expect(() =>
      joinTiers({ CART: { tier, prefix: '', hidden: [], inside: {}, queues: ['cart-events'] } }, () => {}),
    ).toThrow('CART has the queues cart-events, but its worker has no queue().');
  });

  test('a worker without queues and triggers has no handlers for them', () => {
    expect(Object.keys(joinTiers({ CART: toService('CART') }, () => {}).worker)).toEqual(['fetch']);
  });
});
