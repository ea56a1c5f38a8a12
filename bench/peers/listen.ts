import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Listens on a free port of 127.0.0.1.
 *
 * @returns the origin of the server
 */
export async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Prints the address of the page for the bench, and ends together with the bench. */
export function announce(url: string): void {
  console.log(url);
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
}
