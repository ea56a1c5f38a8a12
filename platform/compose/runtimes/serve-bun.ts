import { createHandle } from './host.ts';

const handle = createHandle(process.argv[2] as string);
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: (request) => handle(request),
});
console.log(server.url.origin);
