import { createFirstHost } from './host.ts';

type Env = { CLOCK: string; GREETING: string; LIKES: string };

let host: ReturnType<typeof createFirstHost> | undefined;

export default {
  fetch(request: Request, env: Env, context: { waitUntil(work: Promise<unknown>): void }) {
    host ??= createFirstHost({ clock: env.CLOCK, greeting: env.GREETING, likes: env.LIKES });
    return host.handle(request, context);
  },
};
