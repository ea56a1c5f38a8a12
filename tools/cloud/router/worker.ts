import { WorkerEntrypoint } from 'cloudflare:workers';
import type { Share } from '../account.ts';
import { chooseVersion } from '../choose-version.ts';

type Target = { fetch(request: Request): Promise<Response> };
type Env = { SHARES: Record<string, Share[]>; CONTROL: string } & Record<string, unknown>;
type Props = { script: string; entrypoint?: string };

/** The shares of all scripts. They stay in memory, so that a change of shares needs no restart. */
let shares: Record<string, Share[]> | undefined;

/** The binding of every caller: chooses a version of the worker for each request. */
export class Route extends WorkerEntrypoint<Env, Props> {
  // The types of the runtime's Request and of the DOM's Request differ.
  override fetch(request: unknown): never {
    const { script, entrypoint } = this.ctx.props;
    return pass(request as Request, this.env, script, entrypoint) as never;
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
  const known = (shares ?? env.SHARES)[script] ?? [];
  const key = request.headers.get('cloudflare-workers-version-key');
  const overrides = request.headers.get('cloudflare-workers-version-overrides');
  const id = chooseVersion(known, { script, key, overrides }, Math.random());
  const target = env[`${id}/${entrypoint}`] as Target | undefined;
  return target?.fetch(request) ?? new Response(`No version of ${script} is deployed.`, { status: 503 });
}
