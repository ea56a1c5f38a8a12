import { createFirstHost } from './host.ts';

const { CLOCK, GREETING, LIKES, PORT } = process.env;
const host = createFirstHost({
  clock: CLOCK ?? 'http://localhost:4001',
  greeting: GREETING ?? 'http://localhost:4002',
  likes: LIKES ?? 'http://localhost:4003',
});
const server = Bun.serve({ port: Number(PORT ?? 4000), fetch: (request) => host.handle(request) });
console.log(`http://localhost:${server.port}`);
