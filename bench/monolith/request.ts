import type { Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { CatalogueReader } from './catalogue.ts';
import type { Html, View } from './layout.ts';
import { type Members, type Session, sessionLifetimeMs } from './members.ts';
import type { Purchases } from './purchases.ts';
import { type Language, texts } from './texts.ts';

export type Shop = { catalogue: CatalogueReader; purchases: Purchases; members: Members; now(): number };
export type Env = { Variables: { language: Language; session?: Session; shop: Shop } };
export type App = Hono<Env>;
export type Asked = Context<Env>;
type Status = 200 | 403 | 404 | 409 | 413 | 422 | 429 | 500;

export function textOf(c: Asked) {
  return texts[c.var.language];
}

export function toView(c: Asked): View {
  const { language, session, shop } = c.var;
  const cartCount = session ? shop.purchases.count(session.cart) : 0;
  return { language, member: session?.member, cartCount, catalogue: shop.catalogue };
}

export function show(c: Asked, page: Html, status: Status = 200) {
  return c.html(page, status);
}

/** Sets a cookie that no script can read. */
export function keep(c: Asked, name: string, value: string, maxAge = sessionLifetimeMs / 1_000): void {
  const secure = c.req.url.startsWith('https:');
  setCookie(c, name, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge });
}

export function toLogIn(c: Asked, next: string) {
  return c.redirect(`/login?next=${encodeURIComponent(next)}`, 303);
}

export async function readFields(c: Asked): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await c.req.text()));
}

export async function readForm<Schema extends v.GenericSchema>(c: Asked, schema: Schema) {
  return v.safeParse(schema, await readFields(c));
}
