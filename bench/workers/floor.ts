import { slices } from '../fragments.ts';

type Binding = { fetch(url: string): Promise<Response> };
type Env = Record<string, Binding> & { DB: { prepare(sql: string): { all(): Promise<unknown> } } };

const entry = 'https://floor.internal/entry';

/** The calls of a page without the code of a shop: `?workers=21&d1=6`, and `/cache` for one read of the Cache API after a `PUT`. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/cache') {
      const cache = (caches as unknown as { default: Cache }).default;
      if (request.method === 'GET') return new Response(await (await cache.match(entry))?.text());
      await cache.put(entry, new Response(request.body, { headers: { 'cache-control': 'max-age=600' } }));
      return new Response('kept');
    }
    const queries = Array.from({ length: Number(searchParams.get('d1')) }, () =>
      env.DB.prepare('SELECT 1').all(),
    );
    const parts = Array.from({ length: Number(searchParams.get('workers')) }, async (_, index) => {
      const slice = slices[index % slices.length] as string;
      return (await (env[slice] as Binding).fetch('http://fragment/fragments/cold')).text();
    });
    const texts = await Promise.all(parts);
    await Promise.all(queries);
    return new Response(texts.join(''), { headers: { 'content-type': 'text/html; charset=utf-8' } });
  },
};
