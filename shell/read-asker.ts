import type { Identity } from '@jogakbo/compose';
import { headers } from '@jogakbo/contracts/fragment';
import type { Session } from '@jogakbo/contracts/identity';
import { createMinter } from '@jogakbo/edge/create-minter';
import { logFault } from '@jogakbo/edge/log';
import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { readGrant } from './checkout-grant.ts';
import { readCookie, readCookies } from './cookies.ts';
import { type LoggedIn, type LookUpOptions, lookUpSession } from './look-up-session.ts';
import { sealedForm } from './seal.ts';
import { rulesOf } from './slices.ts';
import { createVisitorId, readVisitor } from './visitor.ts';

/** The asker: the person who makes a request, according to its cookies. */
export type Asker = {
  /** Looks up the session, once for each request. */
  loggedIn(): Promise<LoggedIn>;
  /**
   * Creates the headers that tell a slice who asks: a token that is valid for this slice, and for those that it may call. It is undefined
   * for a guest if the slice has nothing for this guest. It is `unknown` while the session cannot be looked up: such an asker is neither a
   * guest nor a member.
   */
  identityFor(slice: string): Identity | Promise<Identity>;
  /** Creates the headers for a slice that gets the request of an unknown asker. The token says so, and names no visitor. */
  unknownFor(slice: string): Promise<Record<string, string>>;
  /** The session of the cookie. The slice that keeps sessions needs it to end the session. */
  session: string | undefined;
  /** Reads the visitor's id from the cookie, or creates one. */
  visitor(): Promise<string | undefined>;
};

type AskerOptions = Partial<LookUpOptions> & {
  /** Whether a visitor without an id gets a new one. */
  mint?: boolean;
};

/** The form of a session's id. Any other value is no id, and may not be allowed in a header. */
const sessionForm = /^[\w-]{22,200}$/;

/** Reads from the cookies who makes a request. Look-ups happen when a value is first needed. */
export function readAsker(
  c: Context<ShellEnv>,
  { mint = false, use = 'glance', named = false }: AskerOptions = {},
): Asker {
  const session = readCookie(c, 'session', sessionForm);
  const isVisitor = mint || readCookies(c, 'visitor', sealedForm).length > 0;

  let lookedUp: Promise<LoggedIn> | undefined;
  const loggedIn = () => {
    lookedUp ??= session ? lookUpSession(c, session, { use, named }) : Promise.resolve('nobody');
    return lookedUp;
  };

  let found: Promise<string | undefined> | undefined;
  const visitor = () => {
    found ??= isVisitor
      ? readVisitor(c).then((known) => known ?? (mint ? createVisitorId() : undefined))
      : Promise.resolve(undefined);
    return found;
  };

  async function memberFor(slice: string): Promise<Session | 'unknown' | undefined> {
    const found = await loggedIn();
    if (typeof found === 'object') return rulesOf(slice).takesName ? found : { member: found.member };
    if (found === 'nobody') return undefined;
    const granted = rulesOf(slice).takesGrant && (await readGrant(c));
    return granted ? { member: granted } : 'unknown';
  }

  async function identify(slice: string): Promise<Identity> {
    try {
      const member = await memberFor(slice);
      if (member === 'unknown') return 'unknown';
      const guest = await visitor();
      if (!member && (!guest || rulesOf(slice).forMembers)) return undefined;
      return await createHeaders(c, slice, { ...member, visitor: guest });
    } catch (error) {
      // Without keys no cookie can be checked and no token can be signed, but pages still work.
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
    unknownFor: (slice) => createHeaders(c, slice, { unknown: true }),
  };
}

type Known = {
  member?: string | undefined;
  name?: string | undefined;
  visitor?: string | undefined;
  unknown?: boolean;
};

/** Signs a token for a slice, and for those that it may call. */
export async function createHeaders(
  c: Context<ShellEnv>,
  slice: string,
  known: Known,
): Promise<Record<string, string>> {
  const subject = { ...known, audience: [slice, ...(rulesOf(slice).mayCall ?? [])] };
  return { [headers.identity]: await createMinter(c.env.IDENTITY_KEY)(subject, c.var.now()) };
}
