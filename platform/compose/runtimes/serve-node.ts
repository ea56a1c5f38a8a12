import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createHost } from './host.ts';

const handle = createHost(process.argv[2] as string);
const server = createServer(async ({ url }, outgoing) => {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const response = await handle(new Request(`http://127.0.0.1${url}`, { signal: gone.signal }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) await pipeline(response.body, outgoing);
  else outgoing.end();
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
