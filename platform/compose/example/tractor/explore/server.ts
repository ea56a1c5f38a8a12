import * as fragments from './fragments.ts';
import type { Html } from './html.ts';

const version = '1';
const content = await Bun.file(`${import.meta.dir}/styles.css`).text();

/** Each fragment: the function that writes it, and the parameters that it reads. */
const table: Record<string, { write: fragments.Fragment; params: string[] }> = {
  header: { write: fragments.header, params: [] },
  footer: { write: fragments.footer, params: [] },
  home: { write: fragments.home, params: [] },
  category: { write: fragments.category, params: ['category'] },
  'category-head': { write: fragments.categoryHead, params: ['category'] },
  recommendations: { write: fragments.recommendations, params: ['sku', 'skus'] },
  stores: { write: fragments.storeList, params: [] },
  'store-picker': { write: fragments.storePicker, params: [] },
};

const manifest = {
  slice: 'explore',
  version,
  fragments: Object.fromEntries(Object.entries(table).map(([name, { params }]) => [name, { params }])),
  stylesheet: { content },
};

/** The server of team Explore: a plain `fetch` function that writes strings. It knows two kinds of paths. */
export function explore(request: Request): Response {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === '/fragments.json') return Response.json(manifest);
  const name = pathname.replace('/fragments/', '');
  const written = Object.hasOwn(table, name) ? table[name]?.write(searchParams) : undefined;
  return written ? toAnswer(written) : new Response(null, { status: 404 });
}

function toAnswer({ text }: Html): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'x-jogakbo-version': version,
      'cache-control': 'public, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400',
    },
  });
}
