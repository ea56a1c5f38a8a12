import { definePage } from '@jogakbo/compose';
import { createFrame } from '@jogakbo/compose/browser';
import { createHost } from '@jogakbo/compose/host';
import { httpEndpoint } from '@jogakbo/compose/http';

const home = definePage({
  layout: '<main><slot name="greeting">…</slot><slot name="clock">…</slot><slot name="likes">…</slot></main>',
  head: { markup: () => '<title>My first page</title>' },
  slots: {
    greeting: { fragment: 'greeting/hello', primary: true },
    clock: { fragment: 'clock/now', deadline: 300, fallback: () => '<p>The clock is late.</p>' },
    likes: { fragment: 'likes/button' },
  },
});

const message = (text: string) =>
  definePage({
    layout: '<main><slot name="text"></slot></main>',
    head: { markup: () => `<title>${text}</title>` },
    slots: { text: { markup: () => `<h1>${text}</h1>` } },
  });

/** Makes the host. `servers` has the address of each server, by slice. */
export function createFirstHost(servers: Record<string, string>) {
  const endpoints = Object.fromEntries(
    Object.entries(servers).map(([slice, address]) => [slice, httpEndpoint(address)]),
  );
  const { frame, scripts } = createFrame({
    head: '<link rel="icon" href="data:,">',
    style: 'body { font: 18px system-ui; margin: 2rem }',
    layoutStyle: 'slot { display: block }',
  });
  return createHost({
    ...{ frame, endpointOf: (slice) => endpoints[slice] },
    notFound: message('Not found'),
    unavailable: message('Please try again in a moment'),
    onWarning: console.warn,
    routes: {
      '/': home,
      '/name': { action: 'greeting', shownOn: '/' },
      '/likes': { action: 'likes', shownOn: '/' },
      '/scripts/*': scripts,
    },
    hooks: {
      // No server gets the cookies. The greeting gets this one, as the identity of the visitor.
      visitOf: ({ request }) => ({
        identity: (slice) => (slice === 'greeting' ? { 'x-jogakbo-identity': readName(request) } : undefined),
      }),
    },
  });
}

function readName({ headers }: Request): string {
  return /(?:^|; )name=([^;]*)/.exec(headers.get('cookie') ?? '')?.[1] ?? '';
}
