import { Hono } from 'hono';
import * as v from 'valibot';
import { ApiError, toAnswer, toRefusal } from '../api-error.ts';
import { addAssets } from './add-assets.ts';
import { addBuckets } from './add-buckets.ts';
import { addDatabases } from './add-databases.ts';
import { addDeployments } from './add-deployments.ts';
import { addDomains } from './add-domains.ts';
import { addImports, keepFile, uploadPath } from './add-imports.ts';
import { addNamespaces } from './add-namespaces.ts';
import { addQueues } from './add-queues.ts';
import { addScripts } from './add-scripts.ts';
import { addSecrets } from './add-secrets.ts';
import { addTails } from './add-tails.ts';
import { addTriggers } from './add-triggers.ts';
import { addVersions } from './add-versions.ts';
import type { Cloud } from './cloud.ts';

type ApiOptions = {
  token: string;
  onRequest?: ((line: string) => void) | undefined;
  isDown?: (() => boolean) | undefined;
};

export const accountId = 'jogakbo0local0account0000000000';

/**
 * Creates the part of Cloudflare's API that wrangler uses, for one account.
 *
 * @param options `token` is the only API token that it accepts; `onRequest` receives each request, after its answer; while `isDown` says
 * so, every request is refused, to rehearse an outage
 */
export function createApi(cloud: Cloud, { token, onRequest, isDown }: ApiOptions) {
  const api = new Hono();
  api.use(async (c, next) => {
    await next();
    onRequest?.(
      `${c.req.method} ${c.req.path.replace(`/client/v4/accounts/${accountId}`, '')} ${c.res.status}`,
    );
  });
  api.post('/internal/traces', async (c) => {
    cloud.tails.send(c.req.query('script') ?? '', await c.req.json());
    return c.body(null, 204);
  });
  cloud.analytics.addPoints(api);
  api.get('/limits', async (c) => c.json(await cloud.runtime.counts()));
  api.put(uploadPath, async (c) => {
    const etag = await keepFile(c.req.raw);
    return c.body(null, 200, { etag: `"${etag}"` });
  });
  const routes = new Hono();
  routes.use(async (c, next) => {
    if (isDown?.()) throw new ApiError(503, 10013, 'The service is not available now.');
    // The jwt of an upload session stands for the token there.
    const given = c.req.header('authorization')?.replace(/^Bearer /, '');
    const isUpload = c.req.path.endsWith('/workers/assets/upload');
    if (given !== token && !(isUpload && given?.startsWith('e30.')))
      throw new ApiError(401, 10000, 'Authentication error');
    await next();
  });
  routes.get('/user', (c) => c.json(toAnswer({ id: 'user', email: 'rehearsal@localhost' })));
  routes.get('/user/tokens/verify', (c) => c.json(toAnswer({ id: 'token', status: 'active' })));
  routes.get('/memberships', (c) => c.json(toAnswer([{ account: { id: accountId, name: 'Rehearsal' } }])));
  routes.get('/accounts', (c) => c.json(toAnswer([{ id: accountId, name: 'Rehearsal' }])));
  routes.use('/accounts/:account/*', async (c, next) => {
    if (c.req.param('account') !== accountId)
      throw new ApiError(403, 10000, 'Authentication error: this token has no access to this account.');
    await next();
  });
  const account = new Hono();
  const parts = [addScripts, addVersions, addDeployments, addSecrets, addAssets, addTriggers, addQueues];
  for (const add of [...parts, addDatabases, addImports, addNamespaces, addBuckets, addDomains, addTails])
    add(account, cloud);
  cloud.analytics.addQueries(account);
  routes.route(`/accounts/${accountId}`, account);
  api.route('/client/v4', routes);
  api.notFound((c) => c.json(toRefusal(7003, `Could not route to ${c.req.path}.`), 404));
  api.onError((error, c) => {
    if (error instanceof ApiError) return c.json(toRefusal(error.code, error.message), error.status);
    if (error instanceof v.ValiError) return c.json(toRefusal(10001, `Invalid input: ${error.message}`), 400);
    console.error(error);
    return c.json(toRefusal(10002, `Internal error: ${error.message}`), 500);
  });
  return api;
}
