import { type Problem, problemType } from '@jogakbo/contracts/problem';
import { createVerifier } from '@jogakbo/edge/create-verifier';
import { logError } from '@jogakbo/edge/log';
import { gatewayAudience, gatewayCheckPath, gatewayHeader } from './contract.ts';

type Service = { fetch(request: Request): Promise<Response> };
/** A binding for each service, such as `CART`, and the public keys of all issuers. */
type Bindings = { IDENTITY_KEYS?: string } & Record<string, Service | string | undefined>;

export default {
  /** Passes `/<slice>/<path>` to the service of that slice, if the shell has signed the call. */
  async fetch(request: Request, env: Bindings): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/healthz') return Response.json({ status: 'ok', worker: 'gateway' });
    if (!(await isOfShell(request, env)))
      return refuse(401, 'invalid-token', 'Send a token of the shell for the gateway.');
    if (pathname === gatewayCheckPath) return Response.json({ status: 'ok' });
    const [, slice = '', path = ''] = pathname.match(/^\/([a-z]+)(\/.*)$/) ?? [];
    const service = Object.hasOwn(env, slice.toUpperCase()) ? env[slice.toUpperCase()] : undefined;
    if (typeof service !== 'object') return refuse(404, 'no-service', 'There is no service of this slice.');
    const passed = new Request(`http://worker${path}${search}`, request);
    passed.headers.delete(gatewayHeader);
    try {
      return await service.fetch(passed);
    } catch (error) {
      logError({ worker: 'gateway', slice, error: String(error) });
      return refuse(503, 'unavailable', 'The service does not answer.');
    }
  },
};

async function isOfShell(request: Request, { IDENTITY_KEYS: keys }: Bindings): Promise<boolean> {
  const token = request.headers.get(gatewayHeader);
  if (!token || !keys) return false;
  const identity = await createVerifier(keys)(token, gatewayAudience, Date.now());
  return identity?.issuer === 'shell';
}

function refuse(status: number, reason: string, detail: string): Response {
  const title = { 401: 'Unauthorized', 404: 'Not Found', 503: 'Service Unavailable' }[status] ?? 'Error';
  const body: Problem = { type: 'about:blank', title, status, reason, detail };
  const headers = { 'content-type': problemType, 'cache-control': 'no-store' };
  return new Response(JSON.stringify(body), { status, headers });
}
