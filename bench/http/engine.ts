import { createHost } from '../../platform/compose/host.ts';
import { httpEndpoint } from '../../platform/compose/http.ts';
import { definePage } from '../../platform/compose/index.ts';
import { nodeFetch, toNodeListener } from '../../platform/compose/node.ts';
import { announce, listen } from '../peers/listen.ts';

const addresses: Record<string, string> = JSON.parse(process.argv[2] as string);
const endpoints = Object.fromEntries(
  Object.entries(addresses).map(([slice, address]) => [
    slice,
    httpEndpoint(address, 'Bun' in globalThis ? {} : { fetch: nodeFetch }),
  ]),
);
const none = { content: '', hash: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };
const head = { markup: () => '<title>Bench</title>' };
const sorry = definePage({
  layout: '<slot name="p"></slot>',
  head,
  slots: { p: { markup: () => '<p>sorry</p>' } },
});
const { handle } = createHost({
  endpointOf: (slice) => endpoints[slice],
  frame: { head: '', style: none, layoutStyle: none, importMap: { ...none, content: '{}' }, loader: none },
  ...{ notFound: sorry, unavailable: sorry },
  routes: { '/on': toPage('on'), '/off': toPage('off') },
});

if ('Bun' in globalThis) {
  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: (request) => handle(request) });
  announce(server.url.origin);
} else {
  announce(await listen(toNodeListener(handle)));
}

function toPage(name: 'on' | 'off') {
  const slices = Object.keys(addresses);
  return definePage({
    layout: slices.map((slice) => `<slot name="${slice}"></slot>`).join(''),
    head,
    slots: Object.fromEntries(
      slices.map((slice) => [slice, { fragment: `${slice}/${name}` as const, primary: true }]),
    ),
  });
}
