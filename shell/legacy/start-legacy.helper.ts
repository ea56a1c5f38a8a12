import { createTestShell } from '../create-test-shell.helper.ts';

type Seen = { method: string; path: string; headers: Headers; body: string };

/**
 * Starts a program that the shop replaces, and a shell before it. `seen` are the requests that reached the program.
 *
 * @param answer how it answers
 */
export async function startLegacy(
  answer: (request: Request) => Response | Promise<Response>,
  settings: Record<string, string> = {},
) {
  const seen: Seen[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const body = await request.clone().text();
      seen.push({ method: request.method, path: pathname + search, headers: request.headers, body });
      return answer(request);
    },
  });
  const origin = server.url.origin;
  const shell = await createTestShell({ LEGACY_ORIGIN: origin, ...settings });
  return { ...shell, origin, seen, stop: () => server.stop(true) };
}

export function page(html: string, headers: Record<string, string> = {}): Response {
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
}
