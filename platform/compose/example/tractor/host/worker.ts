import { createStore } from './create-store.ts';

/** The variables of the worker. */
type Env = { EXPLORE: string; DECIDE: string; CHECKOUT: string };

let store: ReturnType<typeof createStore> | undefined;

export default {
  fetch(request: Request, env: Env, context: { waitUntil(work: Promise<unknown>): void }) {
    store ??= createStore({ explore: env.EXPLORE, decide: env.DECIDE, checkout: env.CHECKOUT });
    return store.handle(request, context);
  },
};
