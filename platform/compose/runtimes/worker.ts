import { createHandle } from './host.ts';

type Env = { SERVERS: string };
type Context = { waitUntil(work: Promise<unknown>): void };

let handle: ReturnType<typeof createHandle> | undefined;

export default {
  fetch(request: Request, { SERVERS }: Env, context: Context): Promise<Response> {
    handle ??= createHandle(SERVERS);
    return handle(request, context);
  },
};
