import { toCacheTags } from '@jogakbo/contracts/domain-events';
import { headerPrefix, headers as protocol } from '@jogakbo/contracts/fragment';
import { createApp } from '@jogakbo/edge/create-app';
import { problem } from '@jogakbo/edge/problem';
import { receiveEvents } from '@jogakbo/edge/receive-events';
import { sessionsAway } from '@jogakbo/edge/require-identity';
import { serveAsset } from '@jogakbo/edge/serve-asset';
import { passAction } from './actions.ts';
import { toGrant } from './checkout-grant.ts';
import { addDevelopment } from './development.ts';
import { endWithSession } from './end-with-session.ts';
import { findPage, withoutUnknownChoice } from './find-page.ts';
import { guardAnswer } from './guard-answer.ts';
import { guardOrigin } from './guard-origin.ts';
import { toHeadOf } from './head-of.ts';
import { demandHttps } from './https.ts';
import { toAsker } from './identity.ts';
import { keepCookies } from './keep-cookies.ts';
import { limitSearches } from './limit-searches.ts';
import { addMachineFiles } from './machine-files.ts';
import { normalizeAddress } from './normalize-address.ts';
import { askerUnknown } from './pages/asker-unknown.ts';
import { notFound } from './pages/errors.ts';
import { checkout } from './pages/order.ts';
import { aboutAsker, membersOnly, withTokens, withVisitorForm } from './pages.ts';
import { type ShellBindings, type ShellEnv, slicesOf, toShell } from './shell.ts';
import { addSitemap } from './sitemap.ts';
import { takePlace } from './take-place.ts';
import { toSliceRequest } from './to-slice-request.ts';
import { toPassedHeaders, toVisit } from './visit.ts';
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
  // As plain JSON a browser does not take them. https://wicg.github.io/nav-speculation/speculation-rules.html
  if (response.ok && c.req.path.endsWith('/speculation-rules.json'))
    response.headers.set('content-type', 'application/speculationrules+json');
  return response;
});

app.get('/assets/:slice/*', (c) => {
  const { frontendOf } = toShell(c.env);
  const frontend = frontendOf(c.req.param('slice'));
  return frontend?.fetch(toSliceRequest(c, 'asset', c.req.path)) ?? problem(c, 404);
});

app.all('/api/:slice/*', takePlace('problem'), async (c) => {
  const slice = c.req.param('slice');
  const bff = toShell(c.env).bffOf(slice);
  if (!bff) return problem(c, 404);
  const { pathname, search } = new URL(c.req.url);
  const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  const streams = c.req.header('accept')?.includes('text/event-stream') === true;
  const asker = toAsker(c, { mint: changes, use: changes ? 'write' : streams ? 'watch' : 'read' });
  // Sessions themselves begin and end at the member slice, which looks at each by itself.
  if (changes && slice !== 'member' && (await asker.identityFor(slice)) === 'unknown')
    return problem(c, 503, sessionsAway);
  const body = c.req.raw.body ? await c.req.arrayBuffer() : null;
  const path = `${pathname.slice(`/api/${slice}`.length)}${search}`;
  const headers = await toPassedHeaders(c, slice, asker);
  const response = await bff.fetch(
    toSliceRequest(c, 'api', path, { headers, body, signal: c.req.raw.signal }),
  );
  if (response.status === 401 && (await asker.loggedIn()) === 'unknown') return problem(c, 503, sessionsAway);
  const answer = new Response(endWithSession(c, response, asker.session), response);
  for (const name of [...answer.headers.keys()].filter(isOurs)) answer.headers.delete(name);
  if (answer.headers.get('content-type')?.includes('json')) answer.headers.append('vary', 'accept-language');
  if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'private, no-store');
  await keepCookies(c, answer, { asker, answer: response });
  return answer;
});

app.get('/_fragments/:slice/:name', async (c) => {
  const { composer, frontendOf } = toShell(c.env);
  const { slice, name } = c.req.param();
  if (!frontendOf(slice)) return problem(c, 404);
  return composer.fragment(`${slice}/${name}`, toVisit(c, c.req.query()));
});

app.post('*', takePlace('page'), passAction);

app.get('*', async (c) => {
  const { composer, pageOptions } = toShell(c.env);
  const found = findPage(c);
  if (found instanceof Response) return found;
  const about = found && aboutAsker.get(found.page);
  const asker = toAsker(c, { use: about ? 'read' : 'glance' });
  const visit = toVisit(c, found?.params ?? {}, asker);
  if (!found) return composer.compose(notFound, visit, pageOptions(c, 404));
  const { page } = found;
  const how = { ...pageOptions(c), head: toHeadOf(c, page) };
  if (about && (await asker.identityFor(about)) === 'unknown')
    return composer.compose(askerUnknown, visit, pageOptions(c, 503));
  if (!membersOnly.includes(page)) {
    const response = withoutUnknownChoice(c, found, await composer.compose(page, visit, how));
    if (withVisitorForm.includes(page)) await offerVisitor(c, response, asker);
    // Never `no-referrer`: a browser would then send the page's own form without its origin.
    if (withTokens.includes(page)) response.headers.set('referrer-policy', 'strict-origin');
    return response;
  }

  const loggedIn = await asker.loggedIn();
  if (loggedIn === 'nobody') {
    const { pathname, search } = new URL(c.req.url);
    const next = encodeURIComponent(pathname + search);
    return c.redirect(`/login?next=${next}`, 303);
  }
  const response = await composer.compose(page, visit, how);
  if (page === checkout && loggedIn !== 'unknown')
    response.headers.append('set-cookie', await toGrant(c, loggedIn.member));
  return response;
});

app.notFound((c) => problem(c, 405));

export default {
  async fetch(request: Request, env: ShellEnv['Bindings'], context: ExecutionContext) {
    return guardAnswer(
      await demandHttps(request, env, () => app.fetch(withoutOurHeaders(request), env, context)),
    );
  },
  /** For the test that asks every route. */
  routes: app.routes,
  /** Lets go of the copies that an event puts out of date, in the isolate that it reaches. Doing so twice does no harm. */
  queue: receiveEvents<ShellBindings>('shell', async (event, env) => {
    for (const tag of toCacheTags(event)) toShell(env).composer.expire(tag);
  }),
};

type ExecutionContext = Parameters<typeof app.fetch>[2];

/** Identity and deadlines are ours to set: what claims to be so from outside is dropped. No other header is passed on. */
function withoutOurHeaders(request: Request): Request {
  const ours = Object.values(protocol).filter((name) => request.headers.has(name));
  if (ours.length === 0) return request;
  const clean = new Request(request);
  for (const name of ours) clean.headers.delete(name);
  return clean;
}

function isOurs(name: string): boolean {
  return name.startsWith(headerPrefix);
}
