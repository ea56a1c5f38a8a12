import { logFault } from '@jogakbo/edge/log';
import type { Context } from 'hono';
import { readCookies, toCookie } from './cookies.ts';
import { seal, sealedForm, unseal } from './seal.ts';
import type { ShellEnv } from './shell.ts';

/** Seconds a visitor's id lasts after the last change by that visitor: a day longer than the cart that belongs to it. */
const visitorLifetimeSeconds = 31 * 24 * 60 * 60;

/** Cookies of the name `visitor` whose signature is checked at most, as checking costs time. */
const mostChecked = 4;

/** Knows the id of the visitor who asks, if there is one. */
type Visiting = { visitor(): Promise<string | undefined> };

/** A new id. It says nothing about the visitor, and no store knows it before the visitor puts something into the cart. */
export function createVisitorId(): string {
  return crypto.randomUUID();
}

/** The visitor's id, from the first cookie that this shop issued. */
export async function readVisitor(c: Context<ShellEnv>): Promise<string | undefined> {
  for (const sealed of readCookies(c, 'visitor', sealedForm).slice(0, mostChecked)) {
    const visitor = await unseal(c, 'visitor', sealed);
    if (visitor) return visitor;
  }
  return undefined;
}

/** The cookie that keeps a visitor's id, for its whole lifetime from now on. */
export async function createVisitorCookie(c: Context<ShellEnv>, visitor: string): Promise<string> {
  return toCookie(
    c,
    'visitor',
    await seal(c, 'visitor', visitor, visitorLifetimeSeconds),
    visitorLifetimeSeconds,
  );
}

/**
 * Gives a visitor without an id one, together with a page: then two forms that are sent from it at once belong to one visitor. The
 * page's body is the same for everyone; the id is in the header of this one answer only.
 */
export async function offerVisitor(c: Context<ShellEnv>, response: Response, asker: Visiting): Promise<void> {
  try {
    if (response.status !== 200 || (await asker.visitor())) return;
    response.headers.append('set-cookie', await createVisitorCookie(c, createVisitorId()));
  } catch (error) {
    // Without keys nothing can be signed; pages are pages all the same.
    logFault('shell', c.var.trace, error);
  }
}
