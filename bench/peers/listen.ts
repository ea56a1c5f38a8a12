import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Listens on a free port of this machine alone.
 *
 * @returns the origin to ask
 */
export async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Tells the bench where the page is, and leaves with it. */
export function announce(url: string): void {
  console.log(url);
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
}
