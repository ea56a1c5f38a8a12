import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A fragment server without any library, as the conformance tests run it on Node. It prints its address.
const manifest = {
  slice: 'weather',
  version: '7',
  fragments: { today: { params: ['city'], personal: false, island: false, refreshOn: [] } },
  stylesheet: { content: '', hash: '' },
  remote: null,
};

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://weather');
  if (pathname === '/fragments.json') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(manifest));
  } else if (pathname === '/fragments/today') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('x-jogakbo-version', manifest.version);
    response.setHeader(
      'cache-control',
      'public, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400',
    );
    const city = (searchParams.get('city') ?? 'Seoul').replace(/[<&]/g, '');
    response.end(`<p>It is sunny in ${city}.</p>`);
  } else {
    response.statusCode = 404;
    response.end();
  }
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
