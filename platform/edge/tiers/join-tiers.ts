/** A tier's module: a worker as it would be deployed by itself. */
export type Tier = {
  fetch(request: Request, env: never, context: never): Response | Promise<Response>;
  queue?(batch: never, env: never, context: never): void | Promise<void>;
  scheduled?(event: never, env: never, context: never): void | Promise<void>;
};

/** Variables and bindings of a worker, by name. */
type Env = Record<string, unknown>;

/** One tier of a joined worker. */
type Part<Name extends string> = {
  tier: Tier;
  /** How the names of this tier's own variables and bindings begin in the env of the worker, such as `CART_BFF__`. */
  prefix: string;
  /** Names that several tiers have, and that this one must not see. */
  hidden: string[];
  /** Bindings that another tier of the same worker serves: binding → tier. */
  inside: Record<string, NoInfer<Name>>;
  /** The queues whose messages this tier takes. */
  queues?: string[];
  /** The cron triggers of this tier. */
  crons?: string[];
};

/** The tiers of one worker, and what the worker exports. */
export type JoinedTiers<Name extends string> = {
  /** The tiers by name, to be exported as entrypoints. */
  tiers: Record<Name, Tier>;
  /** The default export of the worker: it answers as the first tier, and passes each batch and each cron event to the tiers that it is for. */
  worker: Tier;
  /** Returns the env that a tier would have by itself, for its Durable Objects and Workflows. */
  viewOf(name: Name, env: Env): Env;
};

/** Keeps work alive after the response: `waitUntil` of `cloudflare:workers`, which finds the request that is under way. */
type WaitUntil = (work: Promise<unknown>) => void;

/** In the env of a joined worker, a name with this belongs to one tier. */
export const ownMark = '__';

/**
 * Joins tiers into one worker. A call from one to another is then a function call with the same Request and Response, and no
 * invocation of a worker. Each tier gets the env that it would have by itself.
 *
 * @param parts the tiers by name; the first one is the default entrypoint
 * @throws if a tier has a queue or a cron trigger, but no handler for it
 * @example
 * const { tiers, worker } = joinTiers({
 *   'cart-frontend': { tier: frontend, prefix: 'CART_FRONTEND__', hidden: [], inside: { BFF: 'cart-bff' } },
 *   'cart-bff': { tier: bff, prefix: 'CART_BFF__', hidden: ['ASSETS'], inside: {} },
 * }, waitUntil);
 * export default worker;
 * export const Bff = tiers['cart-bff'];
 */
export function joinTiers<Name extends string>(
  parts: Record<Name, Part<Name>>,
  waitUntil: WaitUntil,
): JoinedTiers<Name> {
  const background = { waitUntil, passThroughOnException() {}, props: {} };
  const all = Object.entries<Part<Name>>(parts) as [Name, Part<Name>][];
  const views = new Map(all.map(([name]) => [name, new WeakMap<Env, Env>()]));
  const tiers = Object.fromEntries(
    all.map(([name, { tier }]) => [
      name,
      {
        fetch: (request: Request, env: Env, context: unknown) =>
          tier.fetch(request, viewOf(name, env) as never, context as never),
      },
    ]),
  ) as unknown as Record<Name, Tier>;
  const [first] = all as [[Name, Part<Name>], ...[Name, Part<Name>][]];
  const consumers = handlersOf('queue', 'queues');
  const timed = handlersOf('scheduled', 'crons');

  return {
    tiers,
    viewOf,
    worker: {
      ...tiers[first[0]],
      ...(consumers.length > 0 && {
        queue: (batch: { queue: string }, env: Env, context: unknown) =>
          runAll(consumers, batch.queue, batch, env, context),
      }),
      ...(timed.length > 0 && {
        scheduled: (event: { cron: string }, env: Env, context: unknown) =>
          runAll(timed, event.cron, event, env, context),
      }),
    },
  };

  /** The env of one tier. It is made once for each env, as tiers keep things by the identity of a binding. */
  function viewOf(name: Name, env: Env): Env {
    const known = views.get(name) as WeakMap<Env, Env>;
    const view = known.get(env) ?? toView(env, parts[name]);
    known.set(env, view);
    return view;
  }

  function toView(env: Env, { prefix, hidden, inside }: Part<Name>): Env {
    const named = Object.entries(env);
    const shared = named.filter(([name]) => !name.includes(ownMark) && !hidden.includes(name));
    const own = named.flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    );
    const calls = Object.entries<Name>(inside).map(([binding, name]) => [
      binding,
      {
        fetch: async (request: Request | string, init?: RequestInit) =>
          tiers[name].fetch(
            request instanceof Request && !init ? request : new Request(request, init),
            env as never,
            background as never,
          ),
      },
    ]);
    return Object.fromEntries([...shared, ...own, ...calls]);
  }

  /** Lists who handles what, such as each queue and its consumer. */
  function handlersOf(handler: 'queue' | 'scheduled', what: 'queues' | 'crons') {
    return all.flatMap(([name, { tier, ...part }]) => {
      const handled = part[what] ?? [];
      if (handled.length > 0 && !tier[handler])
        throw new Error(`${name} has the ${what} ${handled.join(', ')}, but its worker has no ${handler}().`);
      const run = tier[handler]?.bind(tier) as Handler | undefined;
      return run ? handled.map((each) => ({ for: each, name, run })) : [];
    });
  }

  /** Runs the handlers of one queue or cron trigger. If one of them fails, the others still run. */
  async function runAll(
    handlers: { for: string; name: Name; run: Handler }[],
    what: string,
    event: unknown,
    env: Env,
    context: unknown,
  ): Promise<void> {
    const due = handlers.filter((handler) => handler.for === what);
    if (due.length === 0) throw new Error(`No tier of this worker handles ${what}.`);
    const results = await Promise.allSettled(
      due.map(async ({ name, run }) => run(event, viewOf(name, env), context)),
    );
    const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    if (faults.length === 1) throw faults[0];
    if (faults.length > 1) throw new AggregateError(faults, faults.map(String).join('; '));
  }
}

type Handler = (event: unknown, env: unknown, context: unknown) => Promise<void>;
