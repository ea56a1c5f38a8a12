import { WorkerEntrypoint } from 'cloudflare:workers';
import type { ExecutionContext } from '@cloudflare/workers-types';
import type { Share } from '../account.ts';
import { chooseVersion } from '../choose-version.ts';

type Target = { fetch(request: Request): Promise<Response> } & Record<
  string,
  (...args: unknown[]) => unknown
>;
type Env = { SHARES: Record<string, Share[]>; CONTROL: string; POINTS: string } & Record<string, unknown>;
type Props = { script: string; entrypoint?: string };

/** The shares of all scripts. They stay in memory, so that a change of shares needs no restart. */
let shares: Record<string, Share[]> | undefined;

/** The binding of every caller: chooses a version of the worker for each request. */
export class Route extends WorkerEntrypoint<Env, Props> {
  constructor(context: ExecutionContext<Props>, env: Env) {
    super(context, env);
    const { script, entrypoint } = context.props;
    // Other methods than fetch are calls over RPC. They have no headers, so only the shares choose the version.
    // biome-ignore lint/correctness/noConstructorReturn: the runtime calls methods of what the constructor returns.
    return new Proxy(this, {
      get(route, name) {
        const own = Reflect.get(route, name, route);
        if (own !== undefined || typeof name !== 'string')
          return typeof own === 'function' ? own.bind(route) : own;
        return (...args: unknown[]) => find(env, script, entrypoint)?.[name]?.(...args);
      },
    });
  }

  // The types of the runtime's Request and of the DOM's Request differ.
  override fetch(request: unknown): never {
    const { script, entrypoint } = this.ctx.props;
    return pass(request as Request, this.env, script, entrypoint) as never;
  }
}

/** The binding of a dataset of Analytics Engine. */
export class Dataset extends WorkerEntrypoint<Env, { dataset: string }> {
  async writeDataPoint(point: unknown): Promise<void> {
    const address = `${this.env.POINTS}?dataset=${this.ctx.props.dataset}`;
    const { ok, status } = await fetch(address, { method: 'POST', body: JSON.stringify(point) });
    if (!ok) throw new Error(`The point was refused with ${status}.`);
  }
}

/** Requests from outside, and the commands of the process that runs this worker. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const control = request.headers.get('x-cloud-control');
    if (control === env.CONTROL) {
      shares = (await request.json()) as typeof shares;
      return new Response(null, { status: 204 });
    }
    const script = request.headers.get('x-cloud-script') ?? '';
    const passed = new Request(request);
    passed.headers.delete('x-cloud-script');
    return pass(passed, env, script);
  },
};

function pass(request: Request, env: Env, script: string, entrypoint = ''): Promise<Response> | Response {
  const key = request.headers.get('cloudflare-workers-version-key');
  const overrides = request.headers.get('cloudflare-workers-version-overrides');
  const target = find(env, script, entrypoint, { key, overrides });
  return target?.fetch(request) ?? new Response(`No version of ${script} is deployed.`, { status: 503 });
}

function find(
  env: Env,
  script: string,
  entrypoint = '',
  wish: { key: string | null; overrides: string | null } = { key: null, overrides: null },
): Target | undefined {
  const known = (shares ?? env.SHARES)[script] ?? [];
  const id = chooseVersion(known, { script, ...wish }, Math.random());
  return env[`${id}/${entrypoint}`] as Target | undefined;
}
