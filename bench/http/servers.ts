import { fragments, slices } from '../fragments.ts';
import { announce, listen } from '../peers/listen.ts';

/** The slices of the pages over HTTP. */
const three = slices.slice(0, 3);
const version = '1.0.0';

// Each server answers as a fragment server of the engine, as a podlet, and as a fragment of Tailor. `on` may be cached, `off` may not.
const addresses = await Promise.all(
  three.map(async (slice) => {
    const body = fragments[slice];
    const declared = { params: [], personal: false, island: false, refreshOn: [] };
    const manifest = JSON.stringify({ slice, version, fragments: { on: declared, off: declared } });
    const assets = { assets: { js: '', css: '' }, css: [], js: [], proxy: {} };
    const podlet = JSON.stringify({ name: slice, version, content: '/', fallback: '', ...assets });
    const address = await listen(({ url }, response) => {
      if (url === '/manifest.json' || url?.startsWith('/fragments.json')) {
        response.setHeader('content-type', 'application/json');
        response.end(url === '/manifest.json' ? podlet : manifest);
        return;
      }
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-length', Buffer.byteLength(body));
      response.setHeader('podlet-version', version);
      response.setHeader('x-jogakbo-version', version);
      response.setHeader('cache-control', url === '/fragments/on' ? 's-maxage=86400' : 'no-store');
      response.end(body);
    });
    return [slice, address];
  }),
);
announce(JSON.stringify(Object.fromEntries(addresses)));
