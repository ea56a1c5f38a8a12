import * as joined from 'jogakbo:worker';
import { cronPath, doorHeader, entrypointHeader } from './door.ts';

type Options = {
  port: number;
  /** The token of operators, which opens the door. */
  token: string;
  env: object;
  context: object;
  runCron(cron: string): Promise<void>;
};
type Entrypoint = { fetch(request: Request, env: object, context: object): Response | Promise<Response> };

/** Opens a port on this machine that reaches each tier of the program, for tests. */
export function openDoor({ port, token, env, context, runCron }: Options): { stop(): Promise<void> } {
  const server = Bun.serve({
    ...{ hostname: '127.0.0.1', port, idleTimeout: 255 },
    async fetch(request) {
      if (request.headers.get(doorHeader) !== token) return new Response(null, { status: 401 });
      const { pathname, searchParams } = new URL(request.url);
      if (pathname === cronPath) {
        await runCron(searchParams.get('cron') ?? '');
        return new Response(null, { status: 204 });
      }
      const name = request.headers.get(entrypointHeader) ?? '';
      const tier = (joined as unknown as Record<string, Entrypoint | undefined>)[name];
      return tier ? tier.fetch(request, env, context) : new Response(null, { status: 404 });
    },
  });
  return { stop: () => server.stop(true) };
}
