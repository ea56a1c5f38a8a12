import { toCacheTags } from '@jogakbo/contracts/domain-events';
import { headers } from '@jogakbo/contracts/fragment';
import { versionsHeaderPrefix } from '@jogakbo/contracts/release-map';
import { createApp } from '@jogakbo/edge/create-app';
import { problem } from '@jogakbo/edge/problem';
import { receiveEvents } from '@jogakbo/edge/receive-events';
import { serveAsset } from '@jogakbo/edge/serve-asset';
import { addDevelopment } from './add-development.ts';
import { addMachineFiles } from './add-machine-files.ts';
import { addReadiness } from './add-readiness.ts';
import { addServiceReads } from './add-service-reads.ts';
import { addSitemap } from './add-sitemap.ts';
import { addAssistants } from './api/add-assistants.ts';
import { addPublicApi } from './api/add-public-api.ts';
import type { ShellBindings, ShellEnv } from './bindings.ts';
import { demandHttps } from './demand-https.ts';
import { renewEpoch } from './epoch.ts';
import { guardAnswer } from './guard-answer.ts';
import { guardOrigin } from './guard-origin.ts';
import { passToLegacy } from './legacy/pass-to-legacy.ts';
import { limitSearches } from './limit-searches.ts';
import { normalizeAddress } from './normalize-address.ts';
import { addOAuth } from './oauth/add-oauth.ts';
import { passApiCall } from './pass-api-call.ts';
import { addPreview, hidePreview } from './releases/add-preview.ts';
import { takeVersions } from './releases/take-versions.ts';
import { serveOldAssets } from './serve-old-assets.ts';
import { shellOf } from './shell.ts';
import { takePlace } from './take-place.ts';
import { toSliceRequest } from './to-slice-request.ts';
import { addBeacon } from './views/add-beacon.ts';

const app = createApp<ShellBindings>('shell', { outermost: true });

app.use(renewEpoch());
app.use(passToLegacy(app));
app.use(normalizeAddress());
app.use(guardOrigin());
addBeacon(app);
app.use(limitSearches());
app.use(takeVersions());
app.use('/assets/*', serveOldAssets());
app.use(hidePreview());

addDevelopment(app);

addReadiness(app);
addMachineFiles(app);
addPreview(app);
addServiceReads(app);
addSitemap(app);

app.get('/assets/shell/*', async (c) => {
  const request = toSliceRequest(c, 'asset', c.req.path);
  const response = await serveAsset(c, { fetch: () => c.env.ASSETS.fetch(request) });
  // A browser does not accept the rules as plain JSON. https://wicg.github.io/nav-speculation/speculation-rules.html
  if (response.ok && c.req.path.endsWith('/speculation-rules.json'))
    response.headers.set('content-type', 'application/speculationrules+json');
  return response;
});

addOAuth(app);
addAssistants(app);
addPublicApi(app);
app.all('/api/:slice/*', takePlace(), passApiCall);

// The engine answers pages, forms, fragments alone and assets of slices by the table `routes`; `hooks.ts` has the shell's part of it.
app.get('*', (c) => shellOf(c.env).host.handle(c.req.raw, { c }));
app.post('*', async (c) => {
  // The body has been read, to check it.
  const request = new Request(c.req.raw, { body: await c.req.arrayBuffer() });
  return shellOf(c.env).host.handle(request, { c });
});

app.notFound((c) => problem(c, 405));

export default {
  async fetch(request: Request, env: ShellEnv['Bindings'], context: ExecutionContext) {
    return guardAnswer(
      await demandHttps(request, env, () => app.fetch(withoutOurHeaders(request), env, context)),
    );
  },
  /** For the test that sends a request to every route. */
  routes: app.routes,
  /** Ends the copies that an event puts out of date, in this isolate. A repeated event does no harm. */
  queue: receiveEvents<ShellBindings>('shell', async (event, env) => {
    for (const tag of toCacheTags(event)) shellOf(env).host.expire(tag);
  }),
};

type ExecutionContext = Parameters<typeof app.fetch>[2];

/** Removes headers from outside that only the shell may set, such as the identity, the deadline, and the versions of workers. */
function withoutOurHeaders(request: Request): Request {
  const named = [...request.headers.keys()].filter((name) => name.startsWith(versionsHeaderPrefix));
  const ours = [...Object.values(headers).filter((name) => request.headers.has(name)), ...named];
  if (ours.length === 0) return request;
  const clean = new Request(request);
  for (const name of ours) clean.headers.delete(name);
  return clean;
}
