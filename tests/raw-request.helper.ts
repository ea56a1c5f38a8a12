import { connect } from 'node:net';

/**
 * Sends a request with exactly the given path and headers. `fetch` would first bring the path into normal form.
 *
 * @returns status, headers (names in lower case) and text
 */
export function rawRequest(url: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port, host } = new URL(url);
  const lines = Object.entries({ Host: host, Connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return new Promise<{ status: number; headers: Map<string, string>; text: string }>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`),
    );
    socket.on('data', (chunk) => chunks.push(chunk as Buffer));
    socket.on('error', reject);
    socket.on('end', () => {
      const answer = Buffer.concat(chunks).toString();
      const [head = '', ...rest] = answer.split('\r\n\r\n');
      const [first = '', ...fields] = head.split('\r\n');
      resolve({
        status: Number(first.split(' ')[1]),
        headers: new Map(
          fields.map((field) => {
            const colon = field.indexOf(':');
            return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
          }),
        ),
        text: rest.join('\r\n\r\n'),
      });
    });
  });
}
