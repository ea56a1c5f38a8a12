import { definePage, type Endpoint } from '@jogakbo/compose';
import { createFrame } from '@jogakbo/compose/browser';
import { createHost } from '@jogakbo/compose/host';
import { serveReact } from './react/serve.ts';
import { serveSvelte } from './svelte/serve.ts';
import { serveVue } from './vue/serve.ts';

const home = definePage({
  layout:
    '<main><slot name="title"></slot><slot name="react"></slot><slot name="vue"></slot><slot name="svelte"></slot></main>',
  head: { markup: () => '<title>Three islands</title>' },
  slots: {
    title: { markup: () => '<h1>Three islands</h1>' },
    react: { fragment: 'react/counter', params: { count: '1' }, primary: true },
    vue: { fragment: 'vue/counter', params: { count: '1' }, primary: true },
    svelte: { fragment: 'svelte/counter', params: { count: '1' }, primary: true },
  },
});
const message = definePage({
  layout: '<slot name="text"></slot>',
  head: { markup: () => '<title>Three islands</title>' },
  slots: { text: { markup: () => '<h1>Please try again in a moment.</h1>' } },
});

/**
 * Starts a page with an island of React, one of Vue and one of Svelte.
 *
 * @returns its address, and a function that stops it
 */
export async function startIslands(port = 0) {
  const [react, vue, svelte] = await Promise.all([serveReact(), serveVue(), serveSvelte()]);
  const { frame, scripts } = createFrame({
    head: '<link rel="icon" href="data:,">',
    style: 'body { font: 18px system-ui; margin: 2rem }',
    layoutStyle: 'slot { display: block }',
    trustedTypes: ['vue', 'svelte-trusted-html'],
  });
  const slices: Record<string, Endpoint> = { react, vue, svelte };
  const host = createHost({
    endpointOf: (slice) => slices[slice],
    ...{ frame, notFound: message, unavailable: message },
    routes: { '/': home, '/scripts/*': scripts },
  });
  const server = Bun.serve({ hostname: '127.0.0.1', port, fetch: (request) => host.handle(request) });
  return { url: `http://localhost:${server.port}`, stop: () => server.stop(true) };
}

if (import.meta.main) console.log((await startIslands(Number(process.env.PORT ?? 0))).url);
