import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port of this machine alone. */
export async function listen(handler: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Tells the bench where things are, and leaves with it. */
export function announce(value: unknown): void {
  console.log(JSON.stringify(value));
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
}
