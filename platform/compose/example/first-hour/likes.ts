import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A server with the HTTP module of Node. Its fragment is an island: with a script, a like does not load the page again.
const script = readFileSync(new URL('./likes-island.js', import.meta.url));
const manifest = {
  ...{ slice: 'likes', version: '1' },
  fragments: { button: { island: true } },
  remote: '/assets/likes/1/likes-island.js',
};
let likes = 0;

const server = createServer((request, response) => {
  response.setHeader('x-jogakbo-version', '1');
  switch (`${request.method} ${request.url?.split('?')[0]}`) {
    case 'GET /fragments.json':
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(manifest));
    case 'GET /fragments/button':
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('cache-control', 'public, s-maxage=60').setHeader('cache-tag', 'likes');
      return response.end(
        `<form method="post" action="/likes"><button>Like <b>${likes}</b></button></form>` +
          `<script type="application/json">{"likes":${likes}}</script>`,
      );
    case 'POST /likes':
      likes += 1;
      // The copies with this tag are out of date now.
      return response.writeHead(303, { location: '/', 'x-jogakbo-invalidates': 'likes' }).end();
    case `GET ${manifest.remote}`:
      response.setHeader('content-type', 'text/javascript');
      return response.setHeader('cache-control', 'public, max-age=31536000, immutable').end(script);
    default:
      return response.writeHead(404).end();
  }
});
server.listen(Number(process.env.PORT ?? 4003), () => {
  console.log(`http://localhost:${(server.address() as AddressInfo).port}`);
});
