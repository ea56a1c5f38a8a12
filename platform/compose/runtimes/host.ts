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
    routes: { '/': product },
  });
  return host.handle;
}

const product: Page = definePage({
  query: ['id'],
  layout: ['menu', 'title', 'broken', 'late'].map((name) => `<slot name="${name}">…</slot>`).join(''),
  head: { markup: () => '<title>Product</title>' },
  slots: {
    menu: { fragment: 'menu/strip', primary: true },
    title: { fragment: 'product/title', primary: true },
    broken: { fragment: 'product/broken', fallback: () => '<p>later</p>' },
    late: { fragment: 'review/late', deadline: 5_000 },
  },
});

function toMessage(text: string): Page {
  return definePage({
    layout: '<slot name="message"></slot>',
    head: { markup: () => `<title>${text}</title>` },
    slots: { message: { markup: () => `<h1>${text}</h1>` } },
  });
}
