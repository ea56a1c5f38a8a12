import { createHash } from 'node:crypto';
import { createComposer, definePage } from '@jogakbo/compose';
import { buildBrowser } from '../build-browser.ts';
import { serveReact } from './react/serve.ts';
import { serveSvelte } from './svelte/serve.ts';
import { serveVue } from './vue/serve.ts';

const home = definePage({
  layout:
    '<main><slot name="title"></slot><slot name="react"></slot><slot name="vue"></slot><slot name="svelte"></slot></main>',
  head: { markup: () => '<title>Three islands</title>' },
  slots: {
    title: { markup: () => '<h1>Three islands</h1>' },
    react: { fragment: 'react/counter', primary: true },
    vue: { fragment: 'vue/counter', primary: true },
    svelte: { fragment: 'svelte/counter', primary: true },
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
  const [browser, react, vue, svelte] = await Promise.all([
    ...([buildBrowser(), serveReact(), serveVue(), serveSvelte()] as const),
  ]);
  const slices: Record<string, typeof react> = { react, vue, svelte };
  const composer = createComposer({
    endpointOf: (slice) => slices[slice],
    frame: {
      head: '<link rel="icon" href="data:,">',
      style: inline('body { font: 18px system-ui; margin: 2rem }'),
      layoutStyle: inline('slot { display: block }'),
      importMap: inline(JSON.stringify({ imports: { '@jogakbo/host': '/assets/host.js' } })),
      loader: inline(browser.loader),
      scriptPaths: ['/assets/'],
      trustedTypes: ['jogakbo', 'vue', 'svelte-trusted-html'],
    },
    notFound: message,
    unavailable: message,
  });
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port,
    fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/assets/host.js')
        return new Response(browser.host, { headers: { 'content-type': 'text/javascript' } });
      const slice = slices[pathname.match(/^\/assets\/(\w+)\//)?.[1] ?? ''];
      if (slice) return slice.fetch(request);
      const visit = {
        url: request.url,
        params: { count: '1' },
        language: 'en',
        headers: {},
        waitUntil: () => {},
        gone: request.signal,
      };
      return pathname === '/'
        ? composer.compose(home, visit)
        : composer.compose(message, visit, { status: 404 });
    },
  });
  return { url: `http://localhost:${server.port}`, stop: () => server.stop(true) };
}

function inline(content: string) {
  return { content, hash: `sha256-${createHash('sha256').update(content).digest('base64')}` };
}

if (import.meta.main) console.log((await startIslands(Number(process.env.PORT ?? 0))).url);
