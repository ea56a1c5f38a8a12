import type { Identity } from '@jogakbo/compose';
import { headers } from '@jogakbo/contracts/fragment';
import { createMinter } from '@jogakbo/edge/create-minter';
import { logFault } from '@jogakbo/edge/log';
import type { Context } from 'hono';
import { readGrant } from './checkout-grant.ts';
import { readCookie, readCookies } from './cookies.ts';
import { type LoggedIn, type LookUpUse, lookUpSession } from './look-up-session.ts';
import { sealedForm } from './seal.ts';
import type { ShellEnv } from './shell.ts';
import { rulesOf } from './slices.ts';
import { createVisitorId, readVisitor } from './visitor.ts';

/** Who makes a request, as its cookies say. */
export type Asker = {
  /** Looks the session up, once a request. */
  loggedIn(): Promise<LoggedIn>;
  /**
   * The headers by which a slice knows who asks: a token for it and what it reaches. None for a guest of a slice that has nothing for
   * this guest. `unknown` while it cannot be looked up who asks: such an asker is treated neither as a guest nor as a member.
   */
  identityFor(slice: string): Identity | Promise<Identity>;
  /** The headers for a slice that is asked although the asker is unknown: they say so, and name no visitor. */
  unknownFor(slice: string): Promise<Record<string, string>>;
  /** The session that the cookie names, for the slice that keeps sessions to end it. */
  session: string | undefined;
  /** The visitor's id, from the cookie or new. */
  visitor(): Promise<string | undefined>;
};

type AskerOptions = {
  /** A visitor without an id gets one. */
  mint?: boolean;
  /** What the session is looked up for. */
  use?: LookUpUse;
};

/** The form of every session's id. Another value cannot be one, and may not be fit for a header. */
const sessionForm = /^[\w-]{22,200}$/;

export function readAsker(c: Context<ShellEnv>, { mint = false, use = 'glance' }: AskerOptions = {}): Asker {
  const session = readCookie(c, 'session', sessionForm);
  const isVisitor = mint || readCookies(c, 'visitor', sealedForm).length > 0;

  let lookedUp: Promise<LoggedIn> | undefined;
  const loggedIn = () => {
    lookedUp ??= session ? lookUpSession(c, session, use) : Promise.resolve('nobody');
    return lookedUp;
  };

  let found: Promise<string | undefined> | undefined;
  const visitor = () => {
    found ??= isVisitor
      ? readVisitor(c).then((known) => known ?? (mint ? createVisitorId() : undefined))
      : Promise.resolve(undefined);
    return found;
  };

  async function memberFor(slice: string): Promise<string | 'unknown' | undefined> {
    const found = await loggedIn();
    if (typeof found === 'object') return found.member;
    if (found === 'nobody') return undefined;
    return (rulesOf(slice).takesGrant && (await readGrant(c))) || 'unknown';
  }

  async function identify(slice: string): Promise<Identity> {
    try {
      const member = await memberFor(slice);
      if (member === 'unknown') return 'unknown';
      const guest = await visitor();
      if (!member && (!guest || rulesOf(slice).forMembers)) return undefined;
      return await toHeaders(c, slice, { member, visitor: guest });
    } catch (error) {
      // Without keys no cookie can be checked and no token signed; pages are pages all the same.
      logFault('shell', c.var.trace, error);
      return 'unknown';
    }
  }

  return {
    loggedIn,
    session,
    visitor,
    identityFor: (slice) =>
      session || (isVisitor && !rulesOf(slice).forMembers) ? identify(slice) : undefined,
    unknownFor: (slice) => toHeaders(c, slice, { unknown: true }),
  };
}

type Known = { member?: string | undefined; visitor?: string | undefined; unknown?: boolean };

/** A token that says who asks, for a slice and what it reaches. */
async function toHeaders(c: Context<ShellEnv>, slice: string, known: Known): Promise<Record<string, string>> {
  const subject = { ...known, audience: [slice, ...(rulesOf(slice).mayCall ?? [])] };
  return { [headers.identity]: await createMinter(c.env.IDENTITY_KEY)(subject, c.var.now()) };
}
