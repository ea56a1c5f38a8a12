import { createHost } from './host.ts';

type Env = { SERVERS: string };
type Context = { waitUntil(work: Promise<unknown>): void };

let handle: ReturnType<typeof createHost> | undefined;

export default {
  fetch(request: Request, { SERVERS }: Env, context: Context): Promise<Response> {
    handle ??= createHost(SERVERS);
    return handle(request, context);
  },
};
