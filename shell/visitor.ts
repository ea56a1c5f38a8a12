import { logFault } from '@jogakbo/edge/log';
import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { readCookies, toCookie } from './cookies.ts';
import { seal, sealedForm, unseal } from './seal.ts';

/** A visitor's id lasts this long after the last change: one day longer than the cart. */
const visitorLifetimeSeconds = 31 * 24 * 60 * 60;

/** The most cookies named `visitor` whose signatures are checked, because a check takes time. */
const mostChecked = 4;

/** Knows the id of the visitor who asks, if there is one. */
type Visiting = { visitor(): Promise<string | undefined> };

/** Creates an id. It says nothing about the visitor, and no store has it before the visitor puts something into the cart. */
export function createVisitorId(): string {
  return crypto.randomUUID();
}

/** Reads the visitor's id from the first cookie that this shop issued. */
export async function readVisitor(c: Context<ShellEnv>): Promise<string | undefined> {
  for (const sealed of readCookies(c, 'visitor', sealedForm).slice(0, mostChecked)) {
    const visitor = await unseal(c, 'visitor', sealed);
    if (visitor) return visitor;
  }
  return undefined;
}

/** Creates the cookie of a visitor's id. Its lifetime begins now. */
export async function createVisitorCookie(c: Context<ShellEnv>, visitor: string): Promise<string> {
  return toCookie(
    c,
    'visitor',
    await seal(c, 'visitor', visitor, visitorLifetimeSeconds),
    visitorLifetimeSeconds,
  );
}

/**
 * Gives an id to a visitor who has none, together with a page. Then two forms that are sent from this page at once belong to one visitor.
 * The body of the page is the same for everyone. The id is only in the header of this one answer.
 */
export async function offerVisitor(c: Context<ShellEnv>, response: Response, asker: Visiting): Promise<void> {
  try {
    if (response.status !== 200 || (await asker.visitor())) return;
    response.headers.append('set-cookie', await createVisitorCookie(c, createVisitorId()));
  } catch (error) {
    // Without keys nothing can be signed, but pages still work.
    logFault('shell', c.var.trace, error);
  }
}
