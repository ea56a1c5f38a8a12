import { type Built, createStore } from './create-store.ts';

/** `build.ts` puts it here. */
declare const built: Built;
/** The variables of the worker. */
type Env = { EXPLORE: string; DECIDE: string; CHECKOUT: string };

let store: ReturnType<typeof createStore> | undefined;

export default {
  fetch(request: Request, env: Env, context: { waitUntil(work: Promise<unknown>): void }) {
    store ??= createStore(built, { explore: env.EXPLORE, decide: env.DECIDE, checkout: env.CHECKOUT });
    return store.handle(request, context);
  },
};
