import type { Database } from 'bun:sqlite';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { addBrowsing } from './add-browsing.ts';
import { addMembers } from './add-members.ts';
import { addShopping } from './add-shopping.ts';
import { createCatalogueReader } from './catalogue.ts';
import { createSql } from './create-sql.ts';
import { toMessagePage } from './member-pages.ts';
import { createMembers } from './members.ts';
import { createPurchases } from './purchases.ts';
import { type Env, keep, show, textOf, toView } from './request.ts';

type Options = {
  now?(): number;
  /** The binary logarithm of the cost of a password's hash. */
  passwordCost?: number;
};

/** Creates the whole shop on one database. */
export function createMonolith(database: Database, { now = Date.now, passwordCost = 15 }: Options = {}) {
  const sql = createSql(database);
  const shop = {
    catalogue: createCatalogueReader(sql),
    purchases: createPurchases(sql, now),
    members: createMembers(sql, { now, passwordCost }),
    now,
  };
  const app = new Hono<Env>();

  app.onError((error, c) => {
    console.error(error);
    return show(c, toMessagePage(toView(c), textOf(c).again), 500);
  });
  app.notFound((c) => show(c, toMessagePage(toView(c), textOf(c).notFound), 404));

  app.use(async function prepare(c, next) {
    c.set('shop', shop);
    const asked = c.req.query('lang');
    const accepted = c.req.header('accept-language')?.startsWith('en') ? 'en' : 'ko';
    const known = [asked, getCookie(c, 'lang')].find((each) => each === 'ko' || each === 'en');
    c.set('language', known === 'ko' || known === 'en' ? known : accepted);
    if (known && known === asked) keep(c, 'lang', known);
    const token = getCookie(c, 'sid');
    const session = token ? shop.members.readSession(token) : undefined;
    if (session) c.set('session', session);
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-store');
  });
  app.use(async function guardOrigin(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const isForeign = origin !== undefined && origin !== new URL(c.req.url).origin;
    if (!isForeign && site !== 'cross-site' && site !== 'same-site') return next();
    return show(c, toMessagePage(toView(c), textOf(c).foreign), 403);
  });
  app.use(
    bodyLimit({
      maxSize: 64 * 1024,
      onError: (c) => show(c, toMessagePage(toView(c), textOf(c).invalid), 413),
    }),
  );

  addBrowsing(app);
  addShopping(app);
  addMembers(app);
  return app;
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
};
