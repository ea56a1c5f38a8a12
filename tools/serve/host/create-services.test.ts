import { describe, expect, test } from 'bun:test';
import { createKeys } from '@jogakbo/edge/create-keys';
import gateway from '../../../gateway/worker.ts';
import { createServices } from './create-services.ts';

const keys = await createKeys(['shell', 'cart-service'], 'test');
const CART = {
  async fetch(request: Request) {
    const { pathname, search } = new URL(request.url);
    return new Response(`${request.method} ${pathname}${search} ${await request.text()}`, {
      status: 303,
      headers: { location: '/elsewhere', 'x-language': request.headers.get('accept-language') ?? '' },
    });
  },
};
const env = { IDENTITY_KEYS: keys.all, CART };
const network = ((input: string, init: RequestInit) =>
  gateway.fetch(new Request(input, init), env)) as unknown as typeof fetch;
const open = (issuer = 'shell', fetch = network) =>
  createServices({ url: 'https://services.example/', key: keys.own[issuer] as string, fetch });

describe('a binding of a service behind a gateway', () => {
  test('passes a request and its answer on as they are', async () => {
    const request = new Request('http://worker/items?a=1', {
      ...{ method: 'PUT', body: 'milk', headers: { 'accept-language': 'en' } },
    });
    const answer = await open().of('cart').fetch(request);
    expect([answer.status, await answer.text()]).toEqual([303, 'PUT /items?a=1 milk']);
    expect([answer.headers.get('location'), answer.headers.get('x-language')]).toEqual(['/elsewhere', 'en']);
  });

  test('ends when its caller leaves', async () => {
    const leaving = new AbortController();
    let signal: AbortSignal | undefined;
    const watch = ((_: string, init: RequestInit) => {
      signal = init.signal as AbortSignal;
      return Promise.resolve(new Response());
    }) as unknown as typeof fetch;
    await open('shell', watch)
      .of('cart')
      .fetch(new Request('http://worker/', { signal: leaving.signal }));
    leaving.abort();
    expect(signal?.aborted).toBe(true);
  });
});

describe('the check of the gateway', () => {
  test('finds no problem with the key of the shell', async () => {
    expect(await open().findProblem()).toBeUndefined();
  });

  test.each([
    ['another key', open('cart-service'), 'refuse the key'],
    [
      'another program',
      open(
        'shell',
        toFetch(async () => new Response('', { status: 404 })),
      ),
      'is not the gateway',
    ],
    [
      'no answer',
      open(
        'shell',
        toFetch(() => Promise.reject(new Error('refused'))),
      ),
      'do not answer: refused',
    ],
  ])('names %s', async (_, services, words) => {
    expect(await services.findProblem()).toContain(words);
  });
});

function toFetch(answer: () => Promise<Response>): typeof fetch {
  return answer as unknown as typeof fetch;
}
