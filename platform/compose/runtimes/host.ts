import { definePage, type Page } from '@jogakbo/compose';
import { createHost } from '@jogakbo/compose/host';
import { type HttpEndpointOptions, httpEndpoint } from '@jogakbo/compose/http';

const none = { content: '', hash: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };
const frame = { head: '', style: none, layoutStyle: none, importMap: none, loader: none };

/**
 * A host that uses nothing but the web's interfaces, so the same code runs on each runtime.
 *
 * @param servers the addresses of the slices, as JSON
 * @param options how the slices are called
 */
export function createHandle(servers: string, options?: HttpEndpointOptions) {
  const endpoints = Object.fromEntries(
    Object.entries<string>(JSON.parse(servers)).map(([slice, address]) => [
      slice,
      httpEndpoint(address, options),
    ]),
  );
  const host = createHost({
    endpointOf: (slice) => endpoints[slice],
    frame,
    notFound: toMessage('not found'),
    unavailable: toMessage('try again'),
    routes: { '/': product, '/probe': probe },
  });
  return host.handle;
}

/** Milliseconds that a page waits, on a slow machine too. */
const patience = 60_000;

const product: Page = definePage({
  query: ['id'],
  layout: ['menu', 'title', 'broken', 'late'].map((name) => `<slot name="${name}">…</slot>`).join(''),
  head: { markup: () => '<title>Product</title>' },
  slots: {
    menu: { fragment: 'menu/strip', primary: true, deadline: patience },
    title: { fragment: 'product/title', primary: true, deadline: patience },
    broken: { fragment: 'product/broken', fallback: () => '<p>later</p>' },
    late: { fragment: 'review/late', deadline: patience },
  },
});

/** The page by which a host is checked, as `createProbe` of `@jogakbo/compose/conformance` asks for it. */
const probe: Page = definePage({
  query: ['case'],
  layout: '<slot name="first"></slot><slot name="second"></slot>',
  head: { markup: () => '<title>Probe</title>' },
  slots: {
    first: { fragment: 'probe/first', primary: true },
    second: { fragment: 'probe/second', deadline: 1_000, fallback: () => '<p>fallback</p>' },
  },
});

function toMessage(text: string): Page {
  return definePage({
    layout: '<slot name="message"></slot>',
    head: { markup: () => `<title>${text}</title>` },
    slots: { message: { markup: () => `<h1>${text}</h1>` } },
  });
}
