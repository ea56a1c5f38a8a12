import { afterEach, beforeEach } from 'bun:test';
import { createTestShell } from '../create-test-shell.helper.ts';

type Seen = { method: string; path: string; headers: Headers; body: string };

/**
 * Starts a program that the shop replaces, and a shell before it. `seen` are the requests that reached the program.
 *
 * @param answer how it answers
 */
async function startLegacy(
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

/** Starts programs that end with their test, and collects what the shell says in the log meanwhile. */
export function startLegacies() {
  const { error } = console;
  const errors: { legacy?: string; detail?: string }[] = [];
  const stops: (() => void)[] = [];
  beforeEach(() => {
    errors.length = 0;
    console.error = (line) => void errors.push(JSON.parse(String(line)));
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    console.error = error;
  });
  return {
    errors,
    async start(...args: Parameters<typeof startLegacy>) {
      const legacy = await startLegacy(...args);
      stops.push(legacy.stop);
      return legacy;
    },
  };
}

export function page(html: BodyInit, headers: Record<string, string> = {}): Response {
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
}
