import { Agent, request } from 'node:http';
import { closing, opening } from '../fragments.ts';
import { announce, listen } from '../peers/listen.ts';

/** The floor of a page over HTTP: three requests, and their texts joined, without deadline, check or fallback. */
const urls = Object.values<string>(JSON.parse(process.argv[2] as string)).map(
  (url) => `${url}/fragments/off`,
);
const headers = { 'content-type': 'text/html; charset=utf-8' };
const agent = new Agent({ keepAlive: true });

if ('Bun' in globalThis) {
  const read = async (url: string) => (await fetch(url)).text();
  const join = async () =>
    new Response(opening + (await Promise.all(urls.map(read))).join('') + closing, { headers });
  announce(Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: join }).url.origin);
} else {
  const address = await listen(async (_, response) => {
    const page = opening + (await Promise.all(urls.map(readOnNode))).join('') + closing;
    response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(page) }).end(page);
  });
  announce(address);
}

function readOnNode(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject).end();
  });
}
