/** A tier's module: a worker as it would be deployed by itself. */
export type Tier = {
  fetch(request: Request, env: never, context: never): Response | Promise<Response>;
};

/** Variables and bindings of a worker, by name. */
type Env = Record<string, unknown>;

/** One tier of a joined worker. */
type Part<Name extends string> = {
  tier: Tier;
  /** Names of other tiers' bindings, which this one must not see. */
  hidden: string[];
  /** Bindings that another tier of the same worker serves: binding → tier. */
  inside: Record<string, NoInfer<Name>>;
};

/** Keeps work alive after the response: `waitUntil` of `cloudflare:workers`, which finds the request that is under way. */
type WaitUntil = (work: Promise<unknown>) => void;

/**
 * Joins tiers into one worker. A call from one to another is then a function call with the same Request and Response, and no
 * invocation of a worker. Each tier gets the env that it would have by itself.
 *
 * @param parts the tiers by name
 * @returns the same tiers, to be exported as the worker's entrypoints
 * @example
 * const tiers = joinTiers({
 *   frontend: { tier: frontend, hidden: ['PRICING'], inside: { BFF: 'bff' } },
 *   bff: { tier: bff, hidden: ['ASSETS'], inside: {} },
 * }, waitUntil);
 * export default tiers.frontend;
 * export const Bff = tiers.bff;
 */
export function joinTiers<Name extends string>(
  parts: Record<Name, Part<Name>>,
  waitUntil: WaitUntil,
): Record<Name, Tier> {
  const background = { waitUntil, passThroughOnException() {}, props: {} };
  const entries = Object.entries<Part<Name>>(parts).map(([name, part]) => {
    const views = new WeakMap<Env, Env>();
    const joined = {
      fetch(request: Request, env: Env, context: unknown) {
        let view = views.get(env);
        if (!view) {
          view = toView(env, part);
          views.set(env, view);
        }
        return part.tier.fetch(request, view as never, context as never);
      },
    };
    return [name, joined as Tier];
  });
  const joined = Object.fromEntries(entries) as Record<Name, Tier>;
  return joined;

  /** The env of one tier. It is made once for each env, as tiers keep things by the identity of a binding. */
  function toView(env: Env, { hidden, inside }: Part<Name>): Env {
    const view = { ...env };
    for (const name of hidden) delete view[name];
    for (const [binding, name] of Object.entries<Name>(inside)) {
      view[binding] = {
        fetch: async (request: Request | string, init?: RequestInit) =>
          joined[name].fetch(
            request instanceof Request && !init ? request : new Request(request, init),
            env as never,
            background as never,
          ),
      };
    }
    return view;
  }
}
