import { toCacheTags } from '@jogakbo/contracts/domain-events';
import { headers } from '@jogakbo/contracts/fragment';
import { createApp } from '@jogakbo/edge/create-app';
import { problem } from '@jogakbo/edge/problem';
import { receiveEvents } from '@jogakbo/edge/receive-events';
import { serveAsset } from '@jogakbo/edge/serve-asset';
import { addDevelopment } from './add-development.ts';
import { addMachineFiles } from './add-machine-files.ts';
import { addSitemap } from './add-sitemap.ts';
import { createGrant } from './checkout-grant.ts';
import { createVisit } from './create-visit.ts';
import { demandHttps } from './demand-https.ts';
import { findPage, withoutUnknownChoice } from './find-page.ts';
import { guardAnswer } from './guard-answer.ts';
import { guardOrigin } from './guard-origin.ts';
import { limitSearches } from './limit-searches.ts';
import { normalizeAddress } from './normalize-address.ts';
import { askerUnknown } from './pages/asker-unknown.ts';
import { notFound } from './pages/errors.ts';
import { passAction } from './pass-action.ts';
import { passApiCall } from './pass-api-call.ts';
import { readAsker } from './read-asker.ts';
import { type ShellBindings, type ShellEnv, shellOf, slicesOf } from './shell.ts';
import { takePlace } from './take-place.ts';
import { toHeadOf } from './to-head-of.ts';
import { toSliceRequest } from './to-slice-request.ts';
import { offerVisitor } from './visitor.ts';

const app = createApp<ShellBindings>('shell', { outermost: true });

app.use(normalizeAddress());
app.use(guardOrigin());
app.use(limitSearches());

addDevelopment(app);

app.get('/readyz', async (c) => {
  const slices = await Promise.all(
    slicesOf(c.env).map(async ({ slice, frontend }) => {
      const request = new Request('http://worker/healthz', { signal: AbortSignal.timeout(1_000) });
      const healthy = await frontend
        .fetch(request)
        .then(({ ok }) => ok)
        .catch(() => false);
      return [slice, healthy ? 'ok' : 'unavailable'] as const;
    }),
  );
  return c.json({ status: 'ok', slices: Object.fromEntries(slices) });
});

addMachineFiles(app);
addSitemap(app);

app.get('/assets/shell/*', async (c) => {
  const request = toSliceRequest(c, 'asset', c.req.path);
  const response = await serveAsset(c, { fetch: () => c.env.ASSETS.fetch(request) });
  // A browser does not accept the rules as plain JSON. https://wicg.github.io/nav-speculation/speculation-rules.html
  if (response.ok && c.req.path.endsWith('/speculation-rules.json'))
    response.headers.set('content-type', 'application/speculationrules+json');
  return response;
});

app.get('/assets/:slice/*', (c) => {
  const { frontendOf } = shellOf(c.env);
  const frontend = frontendOf(c.req.param('slice'));
  return frontend?.fetch(toSliceRequest(c, 'asset', c.req.path)) ?? problem(c, 404);
});

app.all('/api/:slice/*', takePlace('problem'), passApiCall);

app.get('/_fragments/:slice/:name', async (c) => {
  const { composer, frontendOf } = shellOf(c.env);
  const { slice, name } = c.req.param();
  if (!frontendOf(slice)) return problem(c, 404);
  return composer.fragment(`${slice}/${name}`, createVisit(c, c.req.query()));
});

app.post('*', takePlace('page'), passAction);

app.get('*', async (c) => {
  const { composer, pageOptions } = shellOf(c.env);
  const found = findPage(c);
  if (found instanceof Response) return found;
  const about = found?.rules.aboutAsker;
  const asker = readAsker(c, { use: about ? 'read' : 'glance' });
  const visit = createVisit(c, found?.params ?? {}, asker);
  if (!found) return composer.compose(notFound, visit, pageOptions(c, 404));
  if (about && (await asker.identityFor(about)) === 'unknown')
    return composer.compose(askerUnknown, visit, pageOptions(c, 503));

  const { rules } = found;
  const loggedIn = rules.membersOnly ? await asker.loggedIn() : undefined;
  if (loggedIn === 'nobody') {
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`/login?next=${encodeURIComponent(pathname + search)}`, 303);
  }

  const page = await composer.compose(rules.page, visit, { ...pageOptions(c), head: toHeadOf(c, rules) });
  const response = withoutUnknownChoice(c, found, page);
  if (rules.hasVisitorForm) await offerVisitor(c, response, asker);
  if (rules.givesGrant && typeof loggedIn === 'object')
    response.headers.append('set-cookie', await createGrant(c, loggedIn.member));
  // With `no-referrer` a browser would send the page's own form without its origin.
  if (rules.hasToken) response.headers.set('referrer-policy', 'strict-origin');
  return response;
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
    for (const tag of toCacheTags(event)) shellOf(env).composer.expire(tag);
  }),
};

type ExecutionContext = Parameters<typeof app.fetch>[2];

/** Removes headers from outside that only the shell may set, such as the identity and the deadline. */
function withoutOurHeaders(request: Request): Request {
  const ours = Object.values(headers).filter((name) => request.headers.has(name));
  if (ours.length === 0) return request;
  const clean = new Request(request);
  for (const name of ours) clean.headers.delete(name);
  return clean;
}
