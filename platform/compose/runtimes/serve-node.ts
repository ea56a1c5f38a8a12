import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeFetch, toNodeListener } from '@jogakbo/compose/node';
import { createHandle } from './host.ts';

const server = createServer(toNodeListener(createHandle(process.argv[2] as string, { fetch: nodeFetch })));
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
