import type { operations } from '../operations.ts';

type Binding = { fetch(url: string): Promise<Response> };
type Env = { price: Binding; DB: { prepare(sql: string): { all(): Promise<unknown> } } };
type Operation = keyof typeof operations;

const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-version': '1' };
const json = JSON.stringify({ items: Array.from({ length: 20 }, (_, id) => ({ id, name: `상품 ${id}` })) });
const entry = 'x'.repeat(80_000);
const kept = { 'cache-control': 'max-age=600' };
const sample = new Request('http://worker/', { headers });
const cache = (caches as unknown as { default: Cache }).default;
let written = 0;

const code: Record<Operation | 'nothing', (env: Env) => unknown> = {
  nothing: () => {},
  queryD1: ({ DB }) => DB.prepare('SELECT 1').all(),
  writeCache: () => cache.put(`http://cache/${++written}`, new Response(entry, { headers: kept })),
  readCache: () => cache.match('http://cache/absent'),
  callWorker: ({ price }) => price.fetch('http://fragment/absent'),
  readBody: () => new Response(json).text(),
  createResponse: () => new Response(json, { headers }),
  createRequest: () => new Request('http://worker/', { headers }),
  readHeader: () => sample.headers.get('x-version'),
};

/** Repeats one operation of workerd: `?operation=callWorker&times=100`. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const operate = code[searchParams.get('operation') as Operation];
    for (let left = Number(searchParams.get('times')); left > 0; left--) await operate(env);
    return new Response('done');
  },
};
