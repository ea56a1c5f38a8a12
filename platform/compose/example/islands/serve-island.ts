import type { Endpoint } from '@jogakbo/compose';
import type { Remote } from './build-remote.ts';

type Island = {
  /** The name of the slice. Its one fragment is `counter`. */
  slice: string;
  remote: Remote;
  /** Renders the component to HTML, on the server. */
  render: (props: { count: number }) => string | Promise<string>;
};

const version = '1';

/** A server with one fragment, its island and its manifest. The data for the island is JSON at the end of the fragment. */
export function serveIsland({ slice, remote, render }: Island): Endpoint {
  const assets = `/assets/${slice}/${version}/`;
  const manifest = {
    slice,
    version,
    fragments: { counter: { params: ['count'], island: true } },
    remote: `${assets}remote.js`,
  };

  return {
    async fetch(input) {
      const { pathname, searchParams } = new URL(typeof input === 'string' ? input : input.url);
      if (pathname === '/fragments.json') return Response.json(manifest);
      if (pathname === '/fragments/counter') {
        const props = { count: Number(searchParams.get('count') ?? 0) };
        const data = `<script type="application/json">${JSON.stringify(props)}</script>`;
        return answer((await render(props)) + data, 'text/html; charset=utf-8');
      }
      const file = remote.get(pathname.slice(assets.length));
      return file ? answer(file, 'text/javascript') : new Response(null, { status: 404 });
    },
  };
}

function answer(body: string, type: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'x-jogakbo-version': version,
      'cache-control': 'public, max-age=3600',
    },
  });
}
